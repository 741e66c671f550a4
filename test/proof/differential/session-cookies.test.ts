import { createClerkClient } from '@clerk/backend';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { carrying, restRequest } from '../../unit/support/events';
import {
  event,
  HEADER,
  KEY,
  mint,
  NOW,
  newHandler,
  OTHER_KEY,
  policy,
  sessionClaims,
} from '../../unit/support/handler';
import { SEED, scale } from '../scale';

/*
 * Differential testing: the authorizer and Clerk's SDK read the same random cookies. `__client_uat` is the time of the
 * sign-in and agrees with the cookies; otherwise the SDK asks the browser for a redirect, which no authorizer can do.
 */

const ORIGIN = 'https://app.example.com';
const RUNS = { seed: SEED, numRuns: scale(300, 10_000) };
const SIGNED_IN_AT = NOW - 1000;
const jwtKey = KEY.publicKey.export({ format: 'pem', type: 'spki' }) as string;

interface Instance {
  readonly host: string;
  readonly publishableKey: string;
  readonly suffix: string;
  /** Whether the key is written otherwise than Clerk's own function writes it, so that the policy contains it. */
  readonly isGiven?: boolean;
}

const INSTANCES: Instance[] = [
  {
    host: 'sensible-skunk-49.clerk.accounts.dev',
    publishableKey: 'pk_test_c2Vuc2libGUtc2t1bmstNDkuY2xlcmsuYWNjb3VudHMuZGV2JA',
    suffix: 'ik0YUZ_r',
  },
  { host: 'clerk.foo-1.lcl.dev', publishableKey: 'pk_test_Y2xlcmsuZm9vLTEubGNsLmRldiQ', suffix: 'tyMhTmPE' },
  {
    host: 'clerk.foo.prod.lclclerk.com',
    publishableKey: 'pk_live_Y2xlcmsuZm9vLnByb2QubGNsY2xlcmsuY29tJA',
    suffix: '2wvjgcLU',
  },
  { host: 'clerk.example.com', publishableKey: 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k', suffix: 'naoXFJnI' },
  {
    host: 'acme.clerk.example',
    publishableKey: 'pk_live_YWNtZS5jbGVyay5leGFtcGxlJA==',
    suffix: '3S2VM1Yt',
    isGiven: true,
  },
];

beforeAll(() => vi.useFakeTimers({ now: NOW * 1000, toFake: ['Date'] }));
afterAll(() => vi.useRealTimers());

describe.each(INSTANCES)('the session cookies of $host with the key $publishableKey', (instance) => {
  const { handle } = newHandler(
    policy({
      issuer: `https://${instance.host}`,
      publishableKey: instance.isGiven ? instance.publishableKey : undefined,
      tokenSources: [{ in: 'cookie', name: '__session' }],
      authorizedParties: [ORIGIN],
      routes: { 'GET /orders': 'optional' },
    }),
  );

  test('are read as by Clerk', { timeout: scale(60_000, 600_000) }, async () => {
    const count = { granted: 0, anonymous: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(cookiesOf(instance), async (cookies) => {
        const message = cookies.join('; ');
        const theirs = await userOfClerk(instance, message);
        const { isAuthorized, context } = await handle({ ...event(undefined, 'GET /orders'), cookies });
        expect(context.userId, message).toBe(theirs);
        const request = restRequest(undefined, carrying({ Cookie: message }), { resource: '/orders' });
        const response = await handle(request).catch(() => undefined);
        expect(response?.context.userId, message).toBe(theirs);
        count[!isAuthorized ? 'refused' : theirs ? 'granted' : 'anonymous']++;
      }),
      RUNS,
    );
    // If nearly all requests ended alike, the comparison would prove little.
    expect(Math.min(...Object.values(count)), JSON.stringify(count)).toBeGreaterThan(RUNS.numRuns / 20);
  });
});

/** Draws cookies: the two of this instance, of other instances, and of similar names. */
function cookiesOf({ host, suffix }: Instance): fc.Arbitrary<string[]> {
  const plain = '__session';
  const exact = `__session_${suffix}`;
  const name = fc.constantFrom(
    plain,
    plain,
    plain,
    exact,
    exact,
    exact,
    '__session_12345678',
    '__session_',
    '__Session',
  );
  const equals = fc.constantFrom('=', '=', '=', ' = ', '=\t');
  const value = fc.constantFrom(...valuesOf(`https://${host}`));
  return fc.array(
    fc.tuple(name, equals, value).map((parts) => parts.join('')),
    { maxLength: 5 },
  );
}

/** Returns tokens of two users with several times of issue, expired and forged ones, those of others, and other text. */
function valuesOf(iss: string): string[] {
  const ages = [0, 30, 50, 70, 900];
  const good = ['user_1', 'user_2'].flatMap((sub) =>
    ages.flatMap((age) => {
      const times = { iat: NOW - age, nbf: NOW - age - 10 };
      return [60, 1000].map((life) => mint(sessionClaims({ iss, sub, ...times, exp: NOW - age + life })));
    }),
  );
  const bad = [
    mint(sessionClaims({ iss }), HEADER, OTHER_KEY.privateKey),
    mint(sessionClaims({ iss: 'https://other.clerk.accounts.dev', iat: NOW }), HEADER, OTHER_KEY.privateKey),
    mint(sessionClaims({ iss: `${iss}.example.org` }), HEADER, OTHER_KEY.privateKey),
    mint(sessionClaims({ iss: undefined }), HEADER, OTHER_KEY.privateKey),
    ...['', 'null', 'a.b.c', 'firebase'],
  ];
  return [...good, ...bad];
}

/** Returns the id of the user whom Clerk's SDK finds. */
async function userOfClerk({ publishableKey, suffix }: Instance, cookies: string): Promise<string | undefined> {
  const signIn = ['__client_uat', `__client_uat_${suffix}`].map((name) => `${name}=${SIGNED_IN_AT}`);
  // A development instance also marks the browser.
  const cookie = [...signIn, '__clerk_db_jwt=1', `__clerk_db_jwt_${suffix}=1`, cookies].join('; ');
  const client = createClerkClient({ secretKey: 'unused', publishableKey, jwtKey, telemetry: { disabled: true } });
  const request = new Request('https://api.example.com/orders', { headers: { cookie } });
  const state = await client.authenticateRequest(request, { audience: 'api', authorizedParties: [ORIGIN] });
  return state.toAuth()?.userId ?? undefined;
}
