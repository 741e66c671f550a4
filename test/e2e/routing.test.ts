import { posix } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalClerk, startLocalClerk } from '../../local/clerk/local-clerk';
import type { Api } from '../../local/emulator/api';
import { record } from '../proof/evidence';
import { SEED, scale } from '../proof/scale';
import { type Reached, sendRaw } from './routing/client';
import { anyRequest } from './routing/requests';
import { deployApp } from './support/deploy';
import { inParallel } from './support/in-parallel';

const APIS = ['AnyUrl', 'OptionsUrl', 'NoneUrl', 'RulesUrl', 'TokenUrl'];
const CALLERS = ['nobody', 'member', 'admin', 'forger'] as const;
type Caller = (typeof CALLERS)[number];

let clerk: LocalClerk;
let apis: Record<string, Api>;
let credentials: Record<Caller, Record<string, string>>;
beforeAll(async () => {
  clerk = await startLocalClerk();
  const settings = { CLERK_FRONTEND_API_URL: clerk.frontendApiUrl, CLERK_JWT_KEY: clerk.pem };
  apis = await deployApp('test/e2e/apps/routing.ts', settings);
  const session = (sub: string, role: string) => {
    return { lifetime: 3600, claims: { aud: 'ClerkJwtAuthorizer', sub, metadata: { role } } };
  };
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  credentials = {
    nobody: {},
    member: bearer(await clerk.issue.session(session('user_member', 'member'))),
    admin: bearer(await clerk.issue.session(session('user_admin', 'admin'))),
    forger: bearer(await clerk.issue.invalid('wrongKey', session('user_admin', 'admin'))),
  };
});
afterAll(() => clerk.close());

test('no path and no method reaches a protected back end unless the caller meets its rule', async () => {
  const generated = fc.sample(anyRequest(APIS, CALLERS), { seed: SEED, numRuns: scale(300, 5_000) });
  const requests = [...APIS.flatMap(ordinaryRequests), ...generated];
  const violations: unknown[] = [];
  const granted = new Set<string>();
  const seen = { protected: 0, refused: 0, normalized: 0 };

  await inParallel(requests, 16, async (request) => {
    const { api, caller, method, path } = request;
    const headers = { ...request.headers, ...credentials[caller] };
    const { status, reached } = await sendRaw(apis[api], { ...request, headers });
    if (status === 401 || status === 403) seen.refused++;
    if (!reached) return;
    if (reached.audience === 'everyone') {
      if (isAdminPathWhenNormalized(path)) seen.normalized++;
    } else if (meetsRule(reached, caller)) {
      seen.protected++;
      granted.add(`${api}: ${reached.audience} by ${caller}`);
    } else {
      violations.push({ api, caller, method, path, headers: request.headers, absolute: request.absolute, reached });
    }
  });

  expect(violations, `PROVE_SEED=${SEED}`).toEqual([]);
  // The callers that meet a rule are let in; an API that refused everyone would pass the check above.
  const authorized = APIS.flatMap((api) => [
    `${api}: admins by admin`,
    ...(api === 'TokenUrl' ? [] : [`${api}: members by member`]),
  ]);
  expect([...granted]).toEqual(expect.arrayContaining(authorized));
  expect(seen.refused).toBeGreaterThan(requests.length / 10);

  record({
    section: 'Cache and routing',
    what: 'requests with mutated paths and unusual methods to HTTP and REST APIs; each back end knows which callers it is for',
    count: requests.length,
    unexplained: violations.length,
    remark: `${seen.protected} authorized requests reached a protected back end, ${seen.refused} were refused`,
  });
  record({
    section: 'Cache and routing',
    what: 'of these, requests that a public route served and whose path a normalizing back end would take for a protected one',
    count: seen.normalized,
    unexplained: 0,
    remark: 'API Gateway chooses the route, see routing.md',
  });
}, 900_000);

/** Requests with unchanged paths, so that each back end is reached by a caller that it is for. */
function ordinaryRequests(api: string) {
  const plain = { api, method: 'GET', headers: {}, absolute: false };
  return [
    { ...plain, caller: 'admin', path: '/admin/users' } as const,
    { ...plain, caller: 'member', path: '/items/1' } as const,
  ];
}

/** Whether the back end received the identity of the caller, and the caller meets the rule of its route. */
function meetsRule({ audience, userId }: Reached, caller: Caller): boolean {
  if (userId !== `user_${caller}`) return false;
  return caller === 'admin' || (caller === 'member' && audience === 'members');
}

/** Whether a back end that normalizes paths would take the path for one that only administrators may call. */
function isAdminPathWhenNormalized(path: string): boolean {
  const decoded = path
    .replace(/[?#].*/s, '')
    .replace(/%25/g, '%')
    .replace(/%([0-7][0-9a-f])/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  const tidy = posix.normalize(decoded.replaceAll('\\', '/').replace(/;[^/]*/g, '')).toLowerCase();
  return /^\/admin(?!\/status)(\/|$)/.test(tidy);
}
