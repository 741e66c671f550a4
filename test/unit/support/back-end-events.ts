import { readFileSync } from 'node:fs';
import type { ApiGatewayEvent } from '../../../backend';
import { createHandler } from '../../../lambda/handler';
import type { PolicyDocument } from '../../../src/policy/policy-document';
import { restRequest, webSocketConnect } from './events';

/*
 * The events that API Gateway sends to the function behind a route.
 * The recorded ones have every member that AWS documents, and the context that the authorizer returns for one token:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html
 */

export const RECORDED = [
  'http-api-jwt',
  'http-api-lambda',
  'rest-api',
  'websocket-connect',
  'websocket-message',
] as const;

export interface BackEndEvent extends ApiGatewayEvent {
  readonly headers?: Record<string, string>;
  readonly queryStringParameters?: Record<string, string>;
  readonly requestContext: { readonly authorizer: Authorizer };
}

export interface Authorizer extends Record<string, unknown> {
  readonly jwt?: { readonly claims: Record<string, string> };
  readonly lambda?: Record<string, unknown>;
}

export function recorded(name: (typeof RECORDED)[number]): BackEndEvent {
  return JSON.parse(readFileSync(`test/vectors/events/${name}.json`, 'utf8'));
}

/** The recorded event with another authorizer context, or without one. */
export function withAuthorizer(name: (typeof RECORDED)[number], authorizer: unknown): BackEndEvent {
  const event = recorded(name);
  return { ...event, requestContext: { ...event.requestContext, authorizer: authorizer as Authorizer } };
}

/** The event of an HTTP API with a JWT authorizer that has verified `token`. */
export function jwtEvent(token: string, request: Partial<BackEndEvent> = {}): BackEndEvent {
  const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
  const texts = Object.entries(claims).map(([name, value]) => [name, goText(value)]);
  const event = withAuthorizer('http-api-jwt', { jwt: { claims: Object.fromEntries(texts), scopes: null } });
  return { ...event, headers: { ...event.headers, authorization: `Bearer ${token}` }, ...request };
}

/** Renders a claim as API Gateway does: in Go's notation, which cannot be parsed back. */
function goText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[${members.map(([name, member]) => `${name}:${goText(member)}`).join(' ')}]`;
}

/** The events that each kind of API sends to the function behind a route after its authorizer has accepted `token`. */
export const BEHIND: Record<string, (token: string | undefined, policy: PolicyDocument) => Promise<BackEndEvent>> = {
  'the Lambda authorizer of an HTTP API': async (token, policy) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const request = { version: '2.0', type: 'REQUEST', routeKey: 'GET /orders', headers };
    return withAuthorizer('http-api-lambda', { lambda: await contextFor(request, policy) });
  },
  'the authorizer of a REST API': async (token, policy) =>
    withAuthorizer('rest-api', await contextFor(restRequest(token, {}, { resource: '/orders' }), policy)),
  'the authorizer of a WebSocket API': async (token, policy) =>
    withAuthorizer('websocket-message', await contextFor(webSocketConnect(token), policy)),
};

/** Asks the authorizer function, and returns the context as JSON carries it to the integration. */
async function contextFor(request: unknown, policy: PolicyDocument): Promise<object> {
  const handle = createHandler(JSON.stringify(policy));
  const { context } = (await handle(request)) as { context: object };
  return JSON.parse(JSON.stringify(context));
}
