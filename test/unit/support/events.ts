/*
 * The events of REST and WebSocket authorizers as AWS documents them, with the changes of a test.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */

export type Changes = Record<string, unknown>;

export const API = 'arn:aws:execute-api:us-east-1:123456789012:abcdef123';

/** Returns the event of a TOKEN authorizer. */
export function restToken(token?: string, changes: Changes = {}): Changes {
  const methodArn = `${API}/test/GET/request`;
  return { type: 'TOKEN', authorizationToken: token && `Bearer ${token}`, methodArn, ...changes };
}

export interface Method {
  readonly httpMethod?: string;
  /** The path of the resource: `/orders/{id}`. */
  readonly resource?: string;
  /** The path of the request: `/orders/1`. */
  readonly path?: string;
}

/** Returns the event of a REQUEST authorizer for the given method. */
export function restRequest(token?: string, changes: Changes = {}, method: Method = {}): Changes {
  const { httpMethod = 'GET', resource = '/request', path = resource } = method;
  return {
    type: 'REQUEST',
    methodArn: `${API}/test/${httpMethod}${path}`,
    resource,
    path,
    httpMethod,
    ...carrying({ Accept: '*/*', Host: 'abcdef123.execute-api.us-east-1.amazonaws.com', ...authorization(token) }),
    queryStringParameters: { QueryString1: 'queryValue1' },
    multiValueQueryStringParameters: { QueryString1: ['queryValue1'] },
    pathParameters: {},
    stageVariables: { StageVar1: 'stageValue1' },
    requestContext: {
      path: `/test${path}`,
      accountId: '123456789012',
      resourceId: '05c7jb',
      stage: 'test',
      requestId: 'request-1',
      identity: { apiKey: null, sourceIp: '192.0.2.1' },
      resourcePath: resource,
      httpMethod,
      apiId: 'abcdef123',
    },
    ...changes,
  };
}

/** Returns the event of a WebSocket API's authorizer. */
export function webSocketConnect(token?: string, changes: Changes = {}): Changes {
  return {
    type: 'REQUEST',
    methodArn: `${API}/default/$connect`,
    ...carrying({
      Connection: 'upgrade',
      'content-length': '0',
      Host: 'abcdef123.execute-api.us-east-1.amazonaws.com',
      'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits',
      'Sec-WebSocket-Version': '13',
      Upgrade: 'websocket',
      ...authorization(token),
    }),
    queryStringParameters: { QueryString1: 'queryValue1' },
    multiValueQueryStringParameters: { QueryString1: ['queryValue1'] },
    stageVariables: {},
    requestContext: {
      routeKey: '$connect',
      eventType: 'CONNECT',
      messageDirection: 'IN',
      stage: 'default',
      requestTime: '01/Jan/2026:00:00:00 +0000',
      identity: { sourceIp: '192.0.2.1' },
      requestId: 'request-1',
      domainName: 'abcdef123.execute-api.us-east-1.amazonaws.com',
      connectionId: 'connection-1',
      apiId: 'abcdef123',
    },
    ...changes,
  };
}

/** Returns headers in the format of both kinds of API: a map of last values and a map of all values. */
export function carrying(headers: Record<string, string | string[]>): Changes {
  const lists = Object.entries(headers).map(([name, value]) => [name, [value].flat()] as const);
  return {
    headers: Object.fromEntries(lists.map(([name, values]) => [name, values.at(-1)])),
    multiValueHeaders: Object.fromEntries(lists),
  };
}

function authorization(token?: string): Record<string, string> {
  return token === undefined ? {} : { Authorization: `Bearer ${token}` };
}
