import type { IamResponse } from '../../../lambda/events/iam-response';
import type { PolicyDocument } from '../../../src/policy/policy-document';
import { API, type Method, restRequest } from './events';
import { newHandler } from './handler';

interface Statement {
  readonly Action: string;
  readonly Effect: string;
  readonly Resource: string;
}

export function statementsOf(response: unknown): Statement[] {
  return (response as { policyDocument: { Statement: Statement[] } }).policyDocument.Statement;
}

/** Evaluates a policy as IAM does: `*` matches any text including slashes, `?` any character, and a denial wins. */
export function allows(response: unknown, arn: string): boolean {
  const applying = statementsOf(response).filter(
    ({ Action, Resource }) => Action === 'execute-api:Invoke' && wildcard(Resource).test(arn),
  );
  return applying.length > 0 && applying.every(({ Effect }) => Effect === 'Allow');
}

function wildcard(pattern: string): RegExp {
  const escaped = pattern.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
}

export async function answerOf(event: unknown, document: PolicyDocument): Promise<IamResponse> {
  return (await newHandler(document).handle(event)) as unknown as IamResponse;
}

/** A REST API that caches the decisions of its authorizer. It answers with a status and counts invocations. */
export class CachingApi {
  public invocations = 0;
  private readonly cache = new Map<string, unknown>();
  private readonly handle: (event: unknown) => Promise<unknown>;

  constructor(
    document: PolicyDocument,
    /** The part of the cache key besides the token: the other identity sources. */
    private readonly key: (method: Required<Method>) => string,
  ) {
    this.handle = newHandler(document).handle;
  }

  public async call(token: string, method: Required<Method>): Promise<number> {
    const key = `${token} ${this.key(method)}`;
    const response = this.cache.get(key) ?? (await this.invoke(token, method));
    if (response === undefined) return 401; // never cached
    this.cache.set(key, response);
    return allows(response, `${API}/test/${method.httpMethod}${method.path}`) ? 200 : 403;
  }

  private invoke(token: string, method: Method): Promise<unknown> {
    this.invocations++;
    return this.handle(restRequest(token, {}, method)).catch(() => undefined);
  }
}
