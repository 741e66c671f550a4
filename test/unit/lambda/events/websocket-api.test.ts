import { describe, expect, test } from 'vitest';
import type { PolicyRule } from '../../../../src/policy/policy-document';
import { API, type Changes, restRequest, webSocketConnect } from '../../support/events';
import { policy as httpPolicy, mint, NOW, newHandler, outcomeOfEvent, sessionClaims } from '../../support/handler';
import { allows, answerOf, statementsOf } from '../../support/iam';

const good = mint();
const policy = httpPolicy({ routes: { $connect: 'signedIn' } });
const STAGE = `${API}/default`;

test('a policy covers the connection and what is sent through it, on this stage only', async () => {
  const response = await answerOf(webSocketConnect(good), policy);
  expect(statementsOf(response)).toEqual([{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: `${STAGE}/*` }]);
  for (const route of ['$connect', 'sendmessage', '$disconnect'])
    expect(allows(response, `${STAGE}/${route}`)).toBe(true);
  expect(allows(response, `${API}/other/$connect`)).toBe(false);
});

test('later messages learn in flat text who connected', async () => {
  const { principalId, context } = await answerOf(webSocketConnect(good), policy);
  expect([principalId, context.userId, context.isAuthenticated]).toEqual(['user_1', 'user_1', 'true']);
  for (const value of Object.values(JSON.parse(JSON.stringify(context)))) expect(typeof value).toBe('string');
});

test('who is not signed in is thrown out', async () => {
  const { handle, entries } = newHandler(policy);
  await expect(handle(webSocketConnect())).rejects.toThrow(/^Unauthorized$/);
  await expect(handle(webSocketConnect(mint(sessionClaims({ exp: NOW - 60 }))))).rejects.toThrow(/^Unauthorized$/);
  expect(entries).toMatchObject([
    { reason: 'session-token-missing', routeKey: '$connect', requestId: 'request-1' },
    { reason: 'token-expired' },
  ]);
});

test('whom the rule refuses is denied', async () => {
  const rules: PolicyRule[] = [{ op: 'exists', claim: ['x'] }];
  const response = await answerOf(webSocketConnect(good), { ...policy, rules, routes: { $connect: 0 } });
  expect(response.context).toEqual({ reason: 'rule-not-met' });
  expect(statementsOf(response)).toMatchObject([{ Effect: 'Deny', Resource: `${STAGE}/*` }]);
});

describe('denied is what', () => {
  const inContext = (changes: Changes) => ({
    requestContext: { ...(webSocketConnect().requestContext as object), ...changes },
  });

  test.each([
    ['is of another type', { type: 'TOKEN' }],
    ['is another event', inContext({ eventType: 'MESSAGE' })],
    ['is of another route', inContext({ routeKey: 'sendmessage' })],
    ['has the ARN of another route', { methodArn: `${STAGE}/sendmessage` }],
    ['has no event type', inContext({ eventType: undefined })],
  ])('%s', async (_, changes) => {
    const response = await answerOf(webSocketConnect(good, changes), { ...policy, defaultRoute: 'signedIn' });
    expect(response.context).toEqual({ reason: 'event-unsupported' });
    expect(allows(response, `${STAGE}/$connect`)).toBe(false);
  });

  test('comes from an API of another kind', async () => {
    expect(await outcomeOfEvent(restRequest(good), policy)).toBe('route-not-in-policy');
    const rest = httpPolicy({ routes: {}, defaultRoute: 'signedIn' });
    expect(await outcomeOfEvent(webSocketConnect(good), rest)).toBe('route-not-in-policy');
  });
});
