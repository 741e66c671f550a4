import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { policyOf } from '../../bench/workload/environment';
import { type LocalClerk, startLocalClerk } from '../../local/clerk/local-clerk';
import { type Api, call } from '../../local/emulator/api';
import { POLICY_VARIABLE, type PolicyDocument, type PolicyKey } from '../../src/policy/policy-document';
import { record } from '../proof/evidence';
import { SEED, scale } from '../proof/scale';
import { expectedIdentity, LOAD_REQUESTS, type LoadCaller, loadCallers } from './load/callers';
import type { HeapJob, HeapResult } from './load/heap-growth';
import { refusalReasons, timeouts } from './load/logs';
import { watchProcesses } from './load/processes';
import { deployApp } from './support/deploy';
import { inParallel } from './support/in-parallel';

const SECONDS = scale(10, 240);
const CONCURRENCY = 60;
/** Limit for the RSS growth of one process in megabytes. It is higher in the quick run, which ends during warm-up. */
const MAX_GROWTH = scale(40, 12);
/** Limit for the heap growth in megabytes. */
const MAX_HEAP_GROWTH = 2;
/** The reasons for which these callers are refused. */
const REASONS = [
  ...['token-expired', 'token-invalid', 'token-invalid-algorithm', 'token-invalid-signature', 'jwk-kid-mismatch'],
  ...['audience-mismatch', 'session-token-missing', 'rule-not-met'],
];
/** A further reason on an overloaded machine, where a JWKS may not arrive within its four seconds. */
const NO_KEYS = 'jwk-remote-failed-to-load';
const WITH_JWKS = ['Jwks', 'Rest'];

let clerk: LocalClerk;
let apis: Record<string, Api>;
let anyCaller: fc.Arbitrary<LoadCaller>;
beforeAll(async () => {
  clerk = await startLocalClerk();
  const settings = { CLERK_FRONTEND_API_URL: clerk.frontendApiUrl, CLERK_JWT_KEY: clerk.pem };
  apis = await deployApp('test/e2e/apps/load.ts', settings);
  const { valid, refused } = await loadCallers(clerk);
  anyCaller = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...valid) }, fc.constantFrom(...refused));
});
afterAll(() => clerk.close());

test('with many parallel callers every answer is right, and the memory of the functions stays bounded', {
  timeout: 900_000,
}, async () => {
  const anyCall = fc.record({
    // Few requests go to the REST API: each 401 there ends the function's process in the emulator, and the next call starts it again.
    api: fc.oneof({ weight: 12, arbitrary: fc.constantFrom('Pem', 'Cached', 'Jwks') }, fc.constant('Rest')),
    caller: anyCaller,
    request: fc.constantFrom(...LOAD_REQUESTS),
  });
  const calls = fc
    .sample(anyCall, { seed: SEED, numRuns: 20_000 })
    .filter(({ api, request: [, path] }) => api !== 'Rest' || path !== '/hello');
  const end = performance.now() + SECONDS * 1000;
  function* untilTheEnd() {
    for (let index = 0; performance.now() < end; index++) yield calls[index % calls.length];
  }
  const wrong: object[] = [];
  const seen = { granted: 0, refused: 0, withoutKeys: 0, timedOut: 0 };

  const watched = watchProcesses(SECONDS);
  await inParallel(untilTheEnd(), CONCURRENCY, async ({ api, caller, request }) => {
    const [method, path] = request;
    const headers = caller.token ? { authorization: `Bearer ${caller.token}` } : {};
    const { status, body } = await call(apis[`${api}Url`], method, path, headers);
    const expected = expectedIdentity(caller, request);
    const isUnauthenticated = caller.role === 'anonymous' || (caller.role === 'invalid' && api === 'Rest');
    if (expected && status === 200 && userIdOf(body) === expected.sub) seen.granted++;
    else if (!expected && status === (isUnauthenticated ? 401 : 403)) seen.refused++;
    else if (caller.sub && WITH_JWKS.includes(api) && (status === 401 || status === 403)) seen.withoutKeys++;
    else if (status >= 500) seen.timedOut++;
    else wrong.push({ api, method, path, caller, status, body });
  });
  const { growth, started } = await watched;
  const reasons = await refusalReasons(inject('emulator'), 'Load');

  expect(wrong, `PROVE_SEED=${SEED}, reasons in the logs: ${JSON.stringify(reasons)}`).toEqual([]);
  expect([...REASONS, NO_KEYS]).toEqual(expect.arrayContaining(Object.keys(reasons)));
  expect(seen.withoutKeys).toBeLessThanOrEqual(reasons[NO_KEYS] ?? 0);
  expect(seen.timedOut).toBeLessThanOrEqual(timeouts('Load'));
  expect(growth.length).toBeGreaterThanOrEqual(3);
  const largest = Math.max(...growth);
  expect(largest).toBeLessThan(MAX_GROWTH);

  record({
    section: 'Load',
    what: `answers to ${CONCURRENCY} parallel callers during ${SECONDS} s: HTTP and REST APIs, PEM and JWKS, with and without a cache`,
    count: seen.granted + seen.refused + seen.withoutKeys + seen.timedOut,
    unexplained: wrong.length,
    remark: `${seen.granted} were granted, each with the identity of its caller; ${seen.withoutKeys} were refused because the JWKS did not arrive in time; ${seen.timedOut} ran into the emulator's timeout of 5 s`,
  });
  record({
    section: 'Load',
    what: `processes of the functions that ran during the last ${SECONDS * 0.75} s`,
    count: growth.length,
    unexplained: growth.filter((megabytes) => megabytes >= MAX_GROWTH).length,
    remark: `the RSS grew by ${largest.toFixed(1)} MB at most; there were ${started} processes, because the emulator ends one after each error that it throws`,
  });
});

test.each(['PEM', 'JWKS'])(
  'the heap of the bundled function does not grow with keys from a %s',
  { timeout: 900_000 },
  async (keys) => {
    const { n, e } = clerk.jwks.keys[0] as PolicyKey;
    const policy: PolicyDocument = policyOf(clerk.frontendApiUrl, {
      audience: ['ClerkJwtAuthorizer'],
      authorizedParties: undefined,
      routes: {
        'GET /items/{id}': 'signedIn',
        'DELETE /items/{id}': { op: 'equals', claim: ['metadata', 'role'], value: 'admin' },
        'GET /hello': 'optional',
      },
      keys: keys === 'PEM' ? [{ kty: 'RSA', n, e }] : undefined,
    });
    const child = fork(join(__dirname, 'load', 'heap-growth.ts'), {
      execArgv: ['--expose-gc', '--max-semi-space-size=1', '--import', 'tsx'],
      env: { ...process.env, [POLICY_VARIABLE]: JSON.stringify(policy) },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'], // standard output is ignored: the function logs each refusal
    });
    const anyCall = fc.record({ caller: anyCaller, request: fc.constantFrom(...LOAD_REQUESTS) });
    const calls = fc.sample(anyCall, { seed: SEED, numRuns: 5_000 });
    const decisions = scale(10_000, 200_000);
    child.send({ calls, decisions } satisfies HeapJob);
    const [{ wrong, growth }] = (await once(child, 'message')) as [HeapResult];

    expect(wrong, `PROVE_SEED=${SEED}`).toBe(0);
    expect(growth).toBeLessThan(MAX_HEAP_GROWTH);
    record({
      section: 'Load',
      what: `decisions of the bundled function in one process, keys from a ${keys}`,
      count: 2 * decisions,
      unexplained: wrong,
      remark: `the heap grew by ${growth.toFixed(2)} MB in the second half`,
    });
  },
);

function userIdOf(body: string): string | undefined {
  const { authorizer } = JSON.parse(body);
  return authorizer?.lambda?.userId ?? authorizer?.userId;
}
