import type { Decision } from '../decide';
import { UNAUTHORIZED } from '../shared/reasons';
import { flatContextOf } from './context';

/** What a REST or WebSocket API wants to be answered. */
export interface IamResponse {
  readonly principalId: string;
  readonly policyDocument: object;
  readonly context: Record<string, string | undefined>;
}

export interface MethodArn {
  readonly arn: string;
  /** `arn:aws:execute-api:<region>:<account>:<api>/<stage>` */
  readonly stage: string;
  /** `GET`, or `$connect`. */
  readonly method: string;
}

/** Without a wildcard before the path, so that a policy is for this API, this stage and this method only. */
const METHOD_ARN = /^(arn:[^:*?]+:execute-api(?::[^:/*?]+){3}\/[^/*?]+)\/([^/*?]+)(\/|$)/;

/** AWS refuses a longer answer, at least for WebSocket APIs. */
const MAX_RESPONSE_BYTES = 8192;

export function parseMethodArn(arn: unknown): MethodArn | undefined {
  const match = typeof arn === 'string' && METHOD_ARN.exec(arn);
  return match ? { arn: match.input, stage: match[1], method: match[2] } : undefined;
}

/**
 * A decision about all that the resource covers.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 */
export function iamResponse(decision: Decision, resource: string): IamResponse {
  // API Gateway answers 401 to this very message, and never caches it. To any other it answers 500.
  if (decision.outcome === 'unauthenticated') throw UNAUTHORIZED;
  const isGranted = decision.outcome === 'grant';
  const caller = isGranted ? decision.caller : undefined;
  const context: IamResponse['context'] = isGranted ? flatContextOf(caller) : { reason: decision.reason };
  const statement = { Action: 'execute-api:Invoke', Effect: isGranted ? 'Allow' : 'Deny', Resource: resource };
  const response = {
    principalId: (caller?.claims.sub as string | undefined) ?? 'anonymous',
    policyDocument: { Version: '2012-10-17', Statement: [statement] },
    context,
  };
  // A back end that misses something can refuse it; an error would lock out whoever has a long token.
  for (const name of ['claims', 'permissions']) {
    if (Buffer.byteLength(JSON.stringify(response)) > MAX_RESPONSE_BYTES) delete context[name];
  }
  return response;
}
