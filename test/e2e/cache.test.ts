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
/** What is left to everyone, and what is for administrators: beside it, below it, and under another method. */
const REQUESTS = [
  ['GET', '/items/1', 'everyone'],
  ['GET', '/items/2', 'everyone'],
  ['GET', '/admin', 'admins'],
  ['DELETE', '/items/1', 'admins'],
  ['GET', '/items/1/notes', 'admins'],
] as const;

interface CacheCaller {
  readonly sub?: string;
  readonly isAdmin: boolean;
  readonly token?: string;
  /** Of the answer where no rule forbids more. */
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
  // What a bad token is answered with: see docs/decisions/0004.
  ['HTTP API', () => apis.HttpUrl, 403],
  ['REST API with method rules', () => apis.RestUrl, 401],
])('the cached decisions of an %s', (kind, apiOf, unauthenticated) => {
  const fetch = async (method: string, path: string, token?: string) => {
    const { status, body } = await call(apiOf(), method, path, token ? { authorization: `Bearer ${token}` } : {});
    return { status, userId: userIdOf(JSON.parse(body)) };
  };

  test('cross neither callers nor routes, however requests meet', async () => {
    const requests = await Promise.all(
      USERS.map(async ({ sub, isAdmin }) => {
        const claims = { aud, sub, metadata: { role: isAdmin ? 'admin' : 'member' } };
        const token = await clerk.issue.session({ lifetime: 3600, claims });
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

  test('cross nothing in random interleavings of good, expired, tampered and absent tokens', async () => {
    const good: CacheCaller[] = [];
    const bad: CacheCaller[] = [{ isAdmin: false, status: 401 }];
    for (const { sub } of USERS) {
      // One user with two tokens that say different things of it, and with bad ones that say the best.
      const session = (role: string) => ({ lifetime: 3600, claims: { aud, sub, metadata: { role } } });
      const [admin, member] = [session('admin'), session('member')];
      good.push({ sub, isAdmin: true, status: 200, token: await clerk.issue.session(admin) });
      good.push({ sub, isAdmin: false, status: 200, token: await clerk.issue.session(member) });
      for (const flaw of ['expired', 'tampered'] as const) {
        bad.push({ sub, isAdmin: true, status: unauthenticated, token: await clerk.issue.invalid(flaw, admin) });
      }
    }
    // After each refusal of the REST API the emulator starts the function anew, which takes most of the time.
    const anyCaller = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...good) }, fc.constantFrom(...bad));
    const anyCall = fc.tuple(anyCaller, fc.constantFrom(...REQUESTS));
    const calls = fc.sample(anyCall, { seed: SEED, numRuns: scale(150, 2_500) });
    const crossed: unknown[] = [];
    let granted = 0;
    await inParallel(calls, 24, async ([{ status, isAdmin, sub, token }, [method, path, whom]]) => {
      const got = await fetch(method, path, token);
      const isUnmet = status === 200 && whom === 'admins' && !isAdmin;
      const expected = isUnmet ? { status: 403 } : { status, userId: status === 200 ? sub : undefined };
      if (got.status === 200) granted++;
      if (got.status !== expected.status || got.userId !== expected.userId) {
        crossed.push({ method, path, sub, isAdmin, token, got, expected });
      }
    });
    expect(crossed, `PROVE_SEED=${SEED}`).toEqual([]);
    record({
      section: 'Cache and routing',
      what: `calls of the ${kind} that caches decisions, 24 at a time, in a random order of callers, tokens and routes`,
      count: calls.length,
      unexplained: crossed.length,
      remark: `${granted} granted, each to the very caller`,
    });
  }, 600_000);

  // Or the tests above would show nothing.
  test('are in use: they outlive their token, for the same route and nothing else', async () => {
    const token = await clerk.issue.session({ lifetime: 1, claims: { aud, metadata: { role: 'admin' } } });
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
