import { restRequest, webSocketConnect } from '../../../../unit/support/events';
import { checkedHandler, newCounts } from '../../checked-handler';
import { POLICIES } from '../../policies';
import { VALID_TOKENS } from '../../tokens';

const policies = Object.values(POLICIES);
const counts = newCounts();
const handlers = policies.map((policy) => checkedHandler(JSON.stringify(policy), policy, counts));

const [ADMIN, MEMBER] = VALID_TOKENS.map(({ token }) => token);
const HTTP_EVENT = { version: '2.0', type: 'REQUEST', routeKey: 'POST /admin', requestContext: { requestId: '1' } };
const EVENTS = [
  { ...HTTP_EVENT, headers: { authorization: `Bearer ${ADMIN}` } },
  { ...HTTP_EVENT, routeKey: 'GET /feed', cookies: ['a=b', `__session=${MEMBER}`], headers: {} },
  restRequest(MEMBER, {}, { resource: '/orders' }),
  webSocketConnect(ADMIN),
  { type: 'TOKEN', authorizationToken: ADMIN, methodArn: 'arn:aws:execute-api:us-east-1:1:a/test/GET/x' },
];

export const title = 'events, as JSON, and tokens through the whole function with a PEM key';
export const isAsync = true;
export const seeds = policies.flatMap((_, which) =>
  [...EVENTS.map((event) => JSON.stringify(event)), ADMIN].map((text) => which + text),
);
export const dictionary = [
  ...[
    'headers',
    'multiValueHeaders',
    'cookies',
    'queryStringParameters',
    'routeKey',
    'requestContext',
    'eventType',
    'type',
  ],
  ...['version', 'methodArn', 'resource', 'resourcePath', 'httpMethod', 'authorizationToken', '__proto__', 'toString'],
]
  .map((name) => `"${name}":`)
  .concat('"POST /admin"', '"GET /feed"', '"$connect"', '"CONNECT"', '"REQUEST"', '"TOKEN"', 'Bearer ');

export const reached = {
  get count() {
    return counts.granted;
  },
};

/** The input is a digit, which selects the policy, and an event. Text that is not JSON is the `Authorization` header. */
export async function fuzz(data: Buffer): Promise<void> {
  const text = data.toString();
  const handle = handlers[Number.parseInt(text[0], 10) % handlers.length] ?? handlers[0];
  await handle(eventOf(text.slice(1)));
}

function eventOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { ...HTTP_EVENT, headers: { authorization: text } };
  }
}
