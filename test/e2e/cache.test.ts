import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, call } from '../../demo/api';
import { type LocalClerk, startLocalClerk } from '../../local-clerk';
import { deployApp } from './deploy';

const aud = 'ClerkJwtAuthorizer';
const USERS = Array.from({ length: 8 }, (_, index) => ({ sub: `user_${index}`, isAdmin: index % 2 === 0 }));
/** What is left to everyone, and what is for administrators: beside it, below it, and under another method. */
const REQUESTS = [
  ['GET', '/items/1', 'everyone'],
  ['GET', '/items/2', 'everyone'],
  ['GET', '/admin', 'admins'],
  ['DELETE', '/items/1', 'admins'],
  ['GET', '/items/1/notes', 'admins'],
] as const;

let clerk: LocalClerk;
let apis: Record<string, Api>;
beforeAll(async () => {
  clerk = await startLocalClerk();
  const settings = { CLERK_FRONTEND_API_URL: clerk.frontendApiUrl, CLERK_JWT_KEY: clerk.pem };
  apis = await deployApp('test/e2e/cache-app.ts', settings);
});
afterAll(() => clerk.close());

describe.each([
  ['HTTP API', () => apis.HttpUrl],
  ['REST API with method rules', () => apis.RestUrl],
])('the cached decisions of an %s', (_, apiOf) => {
  const fetch = async (method: string, path: string, token: string) => {
    const { status, body } = await call(apiOf(), method, path, { authorization: `Bearer ${token}` });
    return { status, userId: userIdOf(JSON.parse(body)) };
  };

  test('cross neither callers nor routes, however requests meet', async () => {
    const requests = await Promise.all(
      USERS.map(async ({ sub, isAdmin }) => {
        const claims = { aud, sub, metadata: { role: isAdmin ? 'admin' : 'member' } };
        const token = await clerk.mint.session({ lifetime: 3600, claims });
        return REQUESTS.map(([method, path, whom]) => {
          const isAllowed = isAdmin || whom === 'everyone';
          return { sub, method, path, token, expected: isAllowed ? { status: 200, userId: sub } : { status: 403 } };
        });
      }),
    );
    // Whoever comes first fills the cache, so that each round has another order: forward, backward, by request.
    const byUser = requests.flat();
    const byRequest = REQUESTS.flatMap((_request, index) => requests.map((ofUser) => ofUser[index]));
    for (const round of [byUser, [...byUser].reverse(), byRequest]) {
      const got = await Promise.all(round.map(({ method, path, token }) => fetch(method, path, token)));
      const seen = round.map(({ sub, method, path }, index) => ({ sub, method, path, got: got[index] }));
      expect(seen).toEqual(round.map(({ sub, method, path, expected }) => ({ sub, method, path, got: expected })));
    }
  });

  // Or the test above would show nothing.
  test('are in use: they outlive their token, for the same route and nothing else', async () => {
    const token = await clerk.mint.session({ lifetime: 1, claims: { aud, metadata: { role: 'admin' } } });
    expect((await fetch('GET', '/items/1', token)).status).toBe(200);
    await sleep(7000); // a second, and the five that clocks may differ by

    expect((await fetch('GET', '/items/1', token)).status).toBe(200);
    expect((await fetch('GET', '/items/2', token)).status).toBe(200);
    for (const [method, path] of REQUESTS.filter(([, , whom]) => whom === 'admins')) {
      expect((await fetch(method, path, token)).status).toBeOneOf([401, 403]);
    }
  });
});

/** A refused caller reaches no back end, so nobody says who it is. */
function userIdOf({ authorizer }: { authorizer?: { userId?: string; lambda?: { userId?: string } } }) {
  return authorizer?.lambda?.userId ?? authorizer?.userId;
}
