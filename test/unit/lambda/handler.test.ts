import { describe, expect, test } from 'vitest';
import { createHandler } from '../../../lambda/handler';
import { event, mint, newHandler, outcomeOf, policy, sessionClaims } from '../support/handler';

const good = mint();

describe('an invalid policy', () => {
  test.each(['', '{', '{}', 'null', JSON.stringify({ ...policy(), v: 2 }), JSON.stringify({ ...policy(), also: 1 })])(
    'denies every request: %s',
    async (text) => {
      const { handle, entries } = newHandler(text);
      expect(await handle(event(good))).toEqual({ isAuthorized: false, context: { reason: 'policy-invalid' } });
      expect(entries).toMatchObject([
        { level: 'ERROR', decision: 'deny-all', reason: 'policy-invalid' },
        { decision: 'deny', reason: 'policy-invalid' },
      ]);
    },
  );

  test('denies every request if it is missing', async () => {
    const entries: object[] = [];
    const noNetwork = () => Promise.reject(new Error('a network call'));
    const log = (line: string) => entries.push(JSON.parse(line));
    const dependencies = { now: Date.now, download: noNetwork, log, environment: {} };
    const response = await createHandler(undefined, dependencies)(event(good));
    expect(response).toEqual({ isAuthorized: false, context: { reason: 'policy-invalid' } });
    expect(entries).toMatchObject([{ decision: 'deny-all' }, { decision: 'deny' }]);
  });

  test('denies every request if a key is malformed', async () => {
    const document = policy({ keys: [{ kty: 'RSA', n: '', e: 'AQAB' }] });
    expect(await outcomeOf(good, document)).toBe('policy-invalid');
  });
});

test('the default dependencies use the system clock', async () => {
  const handle = createHandler(JSON.stringify(policy()));
  const now = Math.floor(Date.now() / 1000);
  const token = mint(sessionClaims({ iat: now, nbf: now, exp: now + 60 }));
  expect(await handle(event(token))).toMatchObject({ isAuthorized: true });
});
