import { expect, test } from 'vitest';
import { requestFields } from '../../../../lambda/events/request-fields';
import { ClerkAccessLogFormat } from '../../../../src';

const arn = 'arn:aws:execute-api:us-east-1:111111111111:api1/live/GET/orders/7';
const ids = { apiId: 'api1', stage: 'live', requestId: 'request-1' };
const invocation = { awsRequestId: 'invocation-1' };

const rest = {
  type: 'REQUEST',
  methodArn: arn,
  requestContext: { ...ids, httpMethod: 'GET', resourcePath: '/orders' },
};
const websocket = {
  type: 'REQUEST',
  methodArn: arn,
  requestContext: { ...ids, eventType: 'CONNECT', routeKey: '$connect' },
};
const http = { version: '2.0', routeKey: 'GET /orders', requestContext: { ...ids, http: { method: 'GET' } } };

/** A line of an access log about a request, in which API Gateway writes `-` for what it does not know. */
function line(format: { toString(): string }, variables: Record<string, string>): Record<string, string> {
  return JSON.parse(format.toString().replace(/\$context\.([\w.]+)/g, (_, name) => variables[name] ?? '-'));
}

const VARIABLES = {
  ...ids,
  'authorizer.requestId': 'invocation-1',
  httpMethod: 'GET',
  resourcePath: '/orders',
  'authorizer.reason': 'rule-not-met',
};

test.each([
  ['an HTTP API', ClerkAccessLogFormat.httpApi(), http, { ...VARIABLES, routeKey: 'GET /orders' }],
  ['a REST API', ClerkAccessLogFormat.restApi(), rest, VARIABLES],
  ['a WebSocket API', ClerkAccessLogFormat.webSocketApi(), websocket, { ...VARIABLES, routeKey: '$connect' }],
])('the access log of %s has the names and the values of the function log', (_, format, event, variables) => {
  const { apiKind, ...fields } = requestFields(event, invocation);
  expect(line(format, variables)).toMatchObject({ ...fields, reason: 'rule-not-met' });
});

test.each([
  ['userId', 'authorizer.claims.sub', ClerkAccessLogFormat.httpApi()],
  ['lambdaUserId', 'authorizer.userId', ClerkAccessLogFormat.httpApi()],
  ['lambdaUserId', 'authorizer.userId', ClerkAccessLogFormat.restApi()],
  ['lambdaUserId', 'authorizer.userId', ClerkAccessLogFormat.webSocketApi()],
])('%s is the id of the caller: %s', (field, variable, format) => {
  expect(line(format, { [variable]: 'user_1' })[field]).toBe('user_1');
});
