import { expect, test } from 'vitest';
import { requestFields } from '../../../../lambda/events/request-fields';

const ids = { apiId: 'api1', stage: 'live', requestId: 'request-1' };
const authorizerRequestId = 'invocation-1';
const invocation = { awsRequestId: authorizerRequestId };
const methodArn = 'arn:aws:execute-api:us-east-1:111111111111:api1/live/GET/orders/7';

test.each([
  [
    'an HTTP API',
    { version: '2.0', routeKey: 'GET /orders/{id}', requestContext: { ...ids, http: { method: 'GET' } } },
    { apiKind: 'http', ...ids, routeKey: 'GET /orders/{id}', httpMethod: 'GET' },
  ],
  [
    'an HTTP API with payload format 1.0',
    { version: '1.0', type: 'REQUEST', methodArn, requestContext: { ...ids, httpMethod: 'GET' } },
    { apiKind: 'http', ...ids },
  ],
  [
    'a REST API whose event names no resource',
    { type: 'REQUEST', methodArn, requestContext: { ...ids, httpMethod: 'GET' } },
    { apiKind: 'rest', ...ids, authorizerRequestId, httpMethod: 'GET' },
  ],
  [
    'a REST API with an authorizer of type REQUEST',
    { type: 'REQUEST', methodArn, requestContext: { ...ids, httpMethod: 'GET', resourcePath: '/orders/{id}' } },
    { apiKind: 'rest', ...ids, authorizerRequestId, routeKey: 'GET /orders/{id}', httpMethod: 'GET' },
  ],
  [
    'a REST API with an authorizer of type TOKEN',
    { type: 'TOKEN', methodArn, authorizationToken: 'Bearer x' },
    { apiKind: 'rest', apiId: 'api1', stage: 'live', authorizerRequestId, httpMethod: 'GET' },
  ],
  [
    'a WebSocket API',
    { type: 'REQUEST', methodArn, requestContext: { ...ids, eventType: 'CONNECT', routeKey: '$connect' } },
    { apiKind: 'websocket', ...ids, authorizerRequestId, routeKey: '$connect' },
  ],
])('the fields of %s', (_, event, fields) => {
  expect(requestFields(event, invocation)).toEqual(fields);
});

test.each([undefined, null, 7, 'text', [], { requestContext: null }, { requestContext: [] }, { methodArn: {} }])(
  'the event %j has no fields with values of its own',
  (event) => {
    const { apiKind, ...fields } = requestFields(event, event);
    expect(Object.values(fields).filter((value) => value !== undefined)).toEqual([]);
  },
);

test('a field that is no text is left out, and a long one is cut off', () => {
  const hostile = { toString: () => 'x' };
  const context = { apiId: hostile, stage: 7, requestId: 'x'.repeat(100_000), http: { method: hostile } };
  expect(requestFields({ version: '2.0', routeKey: hostile, requestContext: context }, hostile)).toEqual({
    apiKind: 'http',
    requestId: 'x'.repeat(256),
  });
});
