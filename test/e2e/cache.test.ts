import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalClerk, startLocalClerk } from '../../local/clerk/local-clerk';
import { type Api, call } from '../../local/emulator/api';
import { record } from '../proof/evidence';
import { SEED, scale } from '../proof/scale';
import { deployApp } from './support/deploy';
import { inParallel } from './support/in-parallel';

const aud = 'ClerkJwtAuthorizer';
const USERS = Array.from({ length: 8 }, (_, index) => ({ sub: `user_${index}`, isAdmin: index % 2 === 0 }));
/** Requests to routes for signed-in callers, and to those for administrators: other paths, sub-paths and methods. */
const REQUESTS = [
  ['GET', '/items/1', 'members'],
  ['GET', '/items/2', 'members'],
  ['GET', '/admin', 'admins'],
  ['DELETE', '/items/1', 'admins'],
  ['GET', '/items/1/notes', 'admins'],
] as const;

interface CacheCaller {
  readonly sub?: string;
  readonly isAdmin: boolean;
  readonly token?: string;
  /** The expected status of a request to a route without a rule. */
  readonly status: number;
}

let clerk: LocalClerk;
let apis: Record<string, Api>;
beforeAll(async () => {
  clerk = await startLocalClerk();
  const settings = { CLERK_FRONTEND_API_URL: clerk.frontendApiUrl, CLERK_JWT_KEY: clerk.pem };
  apis = await deployApp('test/e2e/apps/cache.ts', settings);
});
afterAll(() => clerk.close());

describe.each([
  // The last column is the status for an invalid token, see docs/decisions/0004.
  ['HTTP API', () => apis.HttpUrl, 403],
  ['REST API with method rules', () => apis.RestUrl, 401],
])('cached decisions of a caching %s', (kind, apiOf, unauthenticated) => {
  const fetch = async (method: string, path: string, token?: string) => {
    const { status, body } = await call(apiOf(), method, path, token ? { authorization: `Bearer ${token}` } : {});
    return { status, userId: userIdOf(JSON.parse(body)) };
  };

  test('are never used for another caller or route, in any order of requests', async () => {
    const requests = await Promise.all(
      USERS.map(async ({ sub, isAdmin }) => {
        const claims = { aud, sub, metadata: { role: isAdmin ? 'admin' : 'member' } };
        const token = await clerk.issue.session({ lifetime: 3600, claims });
        return REQUESTS.map(([method, path, audience]) => {
          const isAllowed = isAdmin || audience === 'members';
          return { sub, method, path, token, expected: isAllowed ? { status: 200, userId: sub } : { status: 403 } };
        });
      }),
    );
    // The first request fills the cache, so each round has another order: by user, reversed, by route.
    const byUser = requests.flat();
    const byRequest = REQUESTS.flatMap((_request, index) => requests.map((ofUser) => ofUser[index]));
    for (const round of [byUser, [...byUser].reverse(), byRequest]) {
      const got = await Promise.all(round.map(({ method, path, token }) => fetch(method, path, token)));
      const seen = round.map(({ sub, method, path }, index) => ({ sub, method, path, got: got[index] }));
      expect(seen).toEqual(round.map(({ sub, method, path, expected }) => ({ sub, method, path, got: expected })));
    }
  });

  test('are never used for another caller or route, in random sequences of valid, expired, tampered and missing tokens', async () => {
    const valid: CacheCaller[] = [];
    const invalid: CacheCaller[] = [{ isAdmin: false, status: 401 }];
    for (const { sub } of USERS) {
      // Each user has two valid tokens with different roles, and invalid tokens that claim the role `admin`.
      const session = (role: string) => ({ lifetime: 3600, claims: { aud, sub, metadata: { role } } });
      const [admin, member] = [session('admin'), session('member')];
      valid.push({ sub, isAdmin: true, status: 200, token: await clerk.issue.session(admin) });
      valid.push({ sub, isAdmin: false, status: 200, token: await clerk.issue.session(member) });
      for (const name of ['expired', 'tampered'] as const) {
        invalid.push({ sub, isAdmin: true, status: unauthenticated, token: await clerk.issue.invalid(name, admin) });
      }
    }
    // Invalid tokens are rarer: after each 401 of the REST API the emulator restarts the function, which is slow.
    const anyCaller = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...valid) }, fc.constantFrom(...invalid));
    const anyCall = fc.tuple(anyCaller, fc.constantFrom(...REQUESTS));
    const calls = fc.sample(anyCall, { seed: SEED, numRuns: scale(150, 2_500) });
    const wrong: unknown[] = [];
    let granted = 0;
    await inParallel(calls, 24, async ([{ status, isAdmin, sub, token }, [method, path, audience]]) => {
      const got = await fetch(method, path, token);
      const isUnmet = status === 200 && audience === 'admins' && !isAdmin;
      const expected = isUnmet ? { status: 403 } : { status, userId: status === 200 ? sub : undefined };
      if (got.status === 200) granted++;
      if (got.status !== expected.status || got.userId !== expected.userId) {
        wrong.push({ method, path, sub, isAdmin, token, got, expected });
      }
    });
    expect(wrong, `PROVE_SEED=${SEED}`).toEqual([]);
    record({
      section: 'Cache and routing',
      what: `requests to a caching ${kind}, 24 at a time, with random callers, tokens and routes`,
      count: calls.length,
      unexplained: wrong.length,
      remark: `${granted} were granted, each with the identity of its caller`,
    });
  }, 600_000);

  // Shows that there is a cache; without one, the tests above could not fail.
  test('are used after the token has expired, for the same route only', async () => {
    const token = await clerk.issue.session({ lifetime: 1, claims: { aud, metadata: { role: 'admin' } } });
    expect((await fetch('GET', '/items/1', token)).status).toBe(200);
    await sleep(7000); // the lifetime of 1 s and the clock tolerance of 5 s have passed

    expect((await fetch('GET', '/items/1', token)).status).toBe(200);
    expect((await fetch('GET', '/items/2', token)).status).toBe(200);
    for (const [method, path] of REQUESTS.filter(([, , audience]) => audience === 'admins')) {
      expect((await fetch(method, path, token)).status).toBeOneOf([401, 403]);
    }
  });
});

/** Returns the caller that the back end echoes; undefined for a refused request, which never reaches the back end. */
function userIdOf({ authorizer }: { authorizer?: { userId?: string; lambda?: { userId?: string } } }) {
  return authorizer?.lambda?.userId ?? authorizer?.userId;
}
