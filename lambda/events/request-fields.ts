import { isObject } from '../shared/json';
import { parseMethodArn } from './iam-response';

/** The fields of a log line that say which request it is about. The access logs of an API have the same names. */
export interface RequestFields {
  readonly apiKind?: 'http' | 'rest' | 'websocket';
  readonly apiId?: string;
  readonly stage?: string;
  readonly routeKey?: string;
  readonly httpMethod?: string;
  readonly requestId?: string;
  /** The id of the function's invocation, by which REST and WebSocket APIs log it. */
  readonly authorizerRequestId?: string;
}

/** No id, method or route of API Gateway is longer. */
const MAX_LENGTH = 256;

/**
 * Reads the fields from the event of any API. A field that is missing or malformed is undefined.
 *
 * @param invocation the context object of the Lambda function
 */
export function requestFields(event: unknown, invocation: unknown): RequestFields {
  if (!isObject(event)) return {};
  const context = isObject(event.requestContext) ? event.requestContext : {};
  const [apiId, stage, requestId] = [text(context.apiId), text(context.stage), text(context.requestId)];
  const arn = event.version === undefined ? parseMethodArn(event.methodArn) : undefined;
  if (!arn) {
    const { method } = isObject(context.http) ? context.http : {};
    return { apiKind: 'http', apiId, stage, requestId, routeKey: text(event.routeKey), httpMethod: text(method) };
  }
  const authorizerRequestId = isObject(invocation) ? text(invocation.awsRequestId) : undefined;
  if (context.eventType !== undefined) {
    return { apiKind: 'websocket', apiId, stage, requestId, authorizerRequestId, routeKey: text(context.routeKey) };
  }
  if (event.type === 'TOKEN') {
    return { apiKind: 'rest', ...idsOf(arn.stage), authorizerRequestId, httpMethod: text(arn.method) };
  }
  const [method, resource] = [text(context.httpMethod), text(context.resourcePath)];
  const routeKey = method && resource && `${method} ${resource}`;
  return { apiKind: 'rest', apiId, stage, requestId, authorizerRequestId, routeKey, httpMethod: method };
}

/** The event of a TOKEN authorizer has no other ids than those of its method's ARN. */
function idsOf(stageArn: string): Pick<RequestFields, 'apiId' | 'stage'> {
  const [apiId, stage] = stageArn.slice(stageArn.lastIndexOf(':') + 1).split('/');
  return { apiId: text(apiId), stage: text(stage) };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, MAX_LENGTH) : undefined;
}
