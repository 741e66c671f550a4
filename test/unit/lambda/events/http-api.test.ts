import { describe, expect, test } from 'vitest';
import {
  answer,
  event,
  HEADER,
  mint,
  NOW,
  newHandler,
  OTHER_KEY,
  policy,
  ROUTE,
  sessionClaims,
} from '../../support/handler';

const good = mint();

describe('the Authorization header', () => {
  const withHeader = (authorization: unknown) => ({ ...event(), headers: { authorization } });

  test.each([
    ['Bearer', `Bearer ${good}`],
    ['bearer in any case', `bEARER ${good}`],
    ['several spaces', `Bearer   ${good}`],
    ['the token alone', good],
  ])('is accepted with %s', async (_, header) => {
    expect((await answer(withHeader(header))).response.isAuthorized).toBe(true);
  });

  test.each([
    ['is missing', undefined, 'session-token-missing'],
    ['is empty', '', 'session-token-missing'],
    ['has another scheme', `Basic ${good}`, 'session-token-missing'],
    ['has a second token', `Bearer ${good} ${good}`, 'token-invalid'],
    ['is repeated', `Bearer ${good},Bearer ${good}`, 'authorization-ambiguous'],
    ['has only the scheme', 'Bearer ', 'session-token-missing'],
    ['has a tab instead of a space', `Bearer\t${good}`, 'token-invalid'],
    ['is a list', [`Bearer ${good}`], 'event-unsupported'],
  ])('is refused if it %s', async (_, header, reason) => {
    const { response } = await answer(withHeader(header));
    expect(response).toEqual({ isAuthorized: false, context: { reason } });
  });

  test('is not read from inherited properties', async () => {
    const headers = Object.create({ authorization: `Bearer ${good}` });
    const { response } = await answer({ ...event(), headers });
    expect(response.context).toEqual({ reason: 'session-token-missing' });
  });
});

describe('the event', () => {
  test.each([
    ['is of payload format 1.0', { ...event(good), version: '1.0' }],
    ['has no version', { ...event(good), version: undefined }],
    ['is of a REST API', { type: 'TOKEN', authorizationToken: `Bearer ${good}`, methodArn: 'arn' }],
    ['is of another type', { ...event(good), type: 'TOKEN' }],
    ['has no route key', { ...event(good), routeKey: undefined }],
    ['has headers that are not a map', { ...event(good), headers: [] }],
    ['is not an object', 'event'],
    ['is missing', undefined],
  ])('is denied if it %s', async (_, request) => {
    const { response } = await answer(request);
    expect(response).toEqual({ isAuthorized: false, context: { reason: 'event-unsupported' } });
  });
});

describe('with 401 for unauthenticated callers', () => {
  const document = policy({
    unauthenticated: 'throw',
    denyImpersonation: true,
    routes: { [ROUTE]: 'signedIn', 'GET /x': { op: 'exists', claim: ['x'] } },
  });

  test.each([
    ['no token', undefined],
    ['a forged token', mint(sessionClaims(), HEADER, OTHER_KEY.privateKey)],
    ['an expired token', mint(sessionClaims({ exp: NOW - 60 }))],
    ['a pending session', mint(sessionClaims({ sts: 'pending' }))],
  ])('%s is answered with Unauthorized, which becomes 401', async (_, token) => {
    const { handle, entries } = newHandler(document);
    await expect(handle(event(token))).rejects.toThrow(/^Unauthorized$/);
    expect(entries).toMatchObject([{ outcome: 'unauthenticated' }]);
  });

  test.each([
    ['a rule that is not met', event(good, 'GET /x'), 'rule-not-met'],
    ['impersonation', event(mint(sessionClaims({ act: { sub: 'user_2' } }))), 'impersonation-denied'],
    ['an unknown route', event(good, 'GET /y'), 'route-not-in-policy'],
  ])('%s is answered with a denial, which becomes 403', async (_, request, reason) => {
    const { response, entries } = await answer(request, document);
    expect(response).toEqual({ isAuthorized: false, context: { reason } });
    expect(entries).toMatchObject([{ outcome: 'forbidden' }]);
  });
});
