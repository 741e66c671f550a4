import { describe, expect, test } from 'vitest';
import { API, type Changes, webSocketConnect } from '../../support/events';
import { policy as httpPolicy, mint, NOW, newHandler, sessionClaims } from '../../support/handler';
import { allows, answerOf, statementsOf } from '../../support/iam';

const good = mint();
const policy = httpPolicy({ routes: { $connect: 'signedIn' } });
const STAGE = `${API}/default`;

test('the policy covers the connection and its messages, on this stage only', async () => {
  const response = await answerOf(webSocketConnect(good), policy);
  expect(statementsOf(response)).toEqual([{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: `${STAGE}/*` }]);
  for (const route of ['$connect', 'sendmessage', '$disconnect'])
    expect(allows(response, `${STAGE}/${route}`)).toBe(true);
  expect(allows(response, `${API}/other/$connect`)).toBe(false);
});

test('the context consists of strings', async () => {
  const { principalId, context } = await answerOf(webSocketConnect(good), policy);
  expect([principalId, context.userId, context.isAuthenticated]).toEqual(['user_1', 'user_1', 'true']);
  for (const value of Object.values(JSON.parse(JSON.stringify(context)))) expect(typeof value).toBe('string');
});

test('an unauthenticated caller gets Unauthorized, which becomes 401', async () => {
  const { handle, entries } = newHandler(policy);
  await expect(handle(webSocketConnect())).rejects.toThrow(/^Unauthorized$/);
  await expect(handle(webSocketConnect(mint(sessionClaims({ exp: NOW - 60 }))))).rejects.toThrow(/^Unauthorized$/);
  expect(entries).toMatchObject([
    { reason: 'session-token-missing', routeKey: '$connect', requestId: 'request-1' },
    { reason: 'token-expired' },
  ]);
});

test('a caller who does not meet the rule is denied', async () => {
  const response = await answerOf(webSocketConnect(good), {
    ...policy,
    routes: { $connect: { op: 'exists', claim: ['x'] } },
  });
  expect(response.context).toEqual({ reason: 'rule-not-met' });
  expect(statementsOf(response)).toMatchObject([{ Effect: 'Deny', Resource: `${STAGE}/*` }]);
});

describe('an event is denied if it', () => {
  const inContext = (changes: Changes) => ({
    requestContext: { ...(webSocketConnect().requestContext as object), ...changes },
  });

  test.each([
    ['is of another type', { type: 'TOKEN' }],
    ['is of another event type', inContext({ eventType: 'MESSAGE' })],
    ['is of another route', inContext({ routeKey: 'sendmessage' })],
    ['has the ARN of another route', { methodArn: `${STAGE}/sendmessage` }],
    ['has no event type', inContext({ eventType: undefined })],
  ])('%s', async (_, changes) => {
    const response = await answerOf(webSocketConnect(good, changes), { ...policy, defaultRoute: 'signedIn' });
    expect(response.context).toEqual({ reason: 'event-unsupported' });
    expect(allows(response, `${STAGE}/$connect`)).toBe(false);
  });
});
