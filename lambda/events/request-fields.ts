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
}

/** No id, method or route of API Gateway is longer. */
const MAX_LENGTH = 256;

/** Reads the fields from the event of any API. A field that is missing or malformed is undefined. */
export function requestFields(event: unknown): RequestFields {
  if (!isObject(event)) return {};
  const context = isObject(event.requestContext) ? event.requestContext : {};
  const ids = { apiId: text(context.apiId), stage: text(context.stage), requestId: text(context.requestId) };
  const arn = event.version === undefined ? parseMethodArn(event.methodArn) : undefined;
  if (!arn) {
    const { method } = isObject(context.http) ? context.http : {};
    return { apiKind: 'http', ...ids, routeKey: text(event.routeKey), httpMethod: text(method) };
  }
  if (context.eventType !== undefined) return { apiKind: 'websocket', ...ids, routeKey: text(context.routeKey) };
  if (event.type === 'TOKEN') return { apiKind: 'rest', ...idsOf(arn.stage), httpMethod: text(arn.method) };
  const [method, resource] = [text(context.httpMethod), text(context.resourcePath)];
  return { apiKind: 'rest', ...ids, routeKey: method && resource && `${method} ${resource}`, httpMethod: method };
}

/** The event of a TOKEN authorizer has no other ids than those of its method's ARN. */
function idsOf(stageArn: string): Pick<RequestFields, 'apiId' | 'stage'> {
  const [apiId, stage] = stageArn.slice(stageArn.lastIndexOf(':') + 1).split('/');
  return { apiId: text(apiId), stage: text(stage) };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, MAX_LENGTH) : undefined;
}
