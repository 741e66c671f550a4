import type { Decision } from './api-request';
import { flatContextOf } from './context';
import { UNAUTHORIZED } from './unauthorized';

/** The response that a REST or WebSocket API expects. */
export interface IamResponse {
  readonly principalId: string;
  readonly policyDocument: object;
  readonly context: Record<string, string | undefined>;
}

export interface MethodArn {
  readonly arn: string;
  /** The ARN up to the stage: `arn:aws:execute-api:<region>:<account>:<api>/<stage>`. */
  readonly stage: string;
  /** The method, such as `GET`; `$connect` for a WebSocket API. */
  readonly method: string;
}

/** Rejects wildcards in the API id, stage and method, so that the policy covers exactly these. */
const METHOD_ARN = /^(arn:[^:*?]+:execute-api(?::[^:/*?]+){3}\/[^/*?]+)\/([^/*?]+)(\/|$)/;

/** AWS refuses longer responses, at least from authorizers of WebSocket APIs. */
const MAX_RESPONSE_BYTES = 8192;

export function parseMethodArn(arn: unknown): MethodArn | undefined {
  const match = typeof arn === 'string' && METHOD_ARN.exec(arn);
  return match ? { arn: match.input, stage: match[1], method: match[2] } : undefined;
}

/**
 * Returns the IAM policy that grants or denies `resource`. Throws the error that becomes 401 for an unauthenticated
 * caller.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 */
export function iamResponse(decision: Decision, resource: string): IamResponse {
  if (decision.outcome === 'unauthenticated') throw UNAUTHORIZED; // API Gateway never caches it
  const isGranted = decision.outcome === 'grant';
  const caller = isGranted ? decision.caller : undefined;
  const context: IamResponse['context'] = isGranted ? { ...flatContextOf(caller) } : { reason: decision.reason };
  const statement = { Action: 'execute-api:Invoke', Effect: isGranted ? 'Allow' : 'Deny', Resource: resource };
  const response = {
    principalId: (caller?.claims.sub as string | undefined) ?? 'anonymous',
    policyDocument: { Version: '2012-10-17', Statement: [statement] },
    context,
  };
  // Drop optional context rather than fail: an oversized response would deny users with large tokens. The permissions go
  // first, since the claims contain them in a shorter form, from which the back end can restore them.
  for (const name of ['permissions', 'claims']) {
    if (Buffer.byteLength(JSON.stringify(response)) > MAX_RESPONSE_BYTES) delete context[name];
  }
  return response;
}
