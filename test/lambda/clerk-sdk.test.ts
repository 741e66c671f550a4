import { verifyToken } from '@clerk/backend';
import { signedInAuthObject } from '@clerk/backend/internal';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { callerOf } from '../../lambda/caller';
import { evaluate } from '../../lambda/evaluate';
import type { PolicyRule } from '../../src/private/policy';
import { HEADER, ISSUER, KEY, mint, NOW, OTHER_KEY, outcomeOf, policy, sessionClaims } from './support';

/* Clerk's own SDK has the last word on what a token is worth and on what has() means. */

const RUNS = { seed: 20260101, numRuns: 2000 };

const jwtKey = KEY.publicKey.export({ format: 'pem', type: 'spki' }) as string;
const parties = ['https://app.example.com', 'https://www.example.com'];

beforeAll(() => vi.useFakeTimers({ now: NOW * 1000, toFake: ['Date'] }));
afterAll(() => vi.useRealTimers());

async function clerk(token: string): Promise<string> {
  try {
    await verifyToken(token, { jwtKey, audience: ['api'], authorizedParties: parties, issuer: ISSUER });
    return 'granted';
  } catch (error) {
    return (error as { reason: string }).reason;
  }
}

const ours = (token: string) => outcomeOf(token, policy({ authorizedParties: parties }));

describe('verifyToken()', () => {
  const claims = {
    exp: fc.integer({ min: NOW - 7, max: NOW + 60 }),
    nbf: fc.option(fc.integer({ min: NOW - 10, max: NOW + 7 }), { nil: undefined }),
    iat: fc.option(fc.integer({ min: NOW - 10, max: NOW + 7 }), { nil: undefined }),
    aud: fc.constantFrom<unknown>('api', ['api'], ['other', 'api'], 'other', ['other']),
    azp: fc.constantFrom<unknown>(...parties, 'https://evil.example.com', `${parties[0]}/`, '', undefined),
    iss: fc.constantFrom<unknown>(ISSUER, `${ISSUER}/`, 'https://evil.example.com', undefined),
    sub: fc.constantFrom<unknown>('user_1', undefined, 1, null),
  };

  test('and we agree on what is wrong with a single claim', async () => {
    const oneClaim = fc.oneof(...Object.entries(claims).map(([name, values]) => fc.record({ [name]: values })));
    const ourSlug = { 'audience-mismatch': 'token-verification-failed' };
    await fc.assert(
      fc.asyncProperty(oneClaim as fc.Arbitrary<Record<string, unknown>>, async (changes) => {
        const token = mint(sessionClaims(changes));
        const reason = (await ours(token)) as keyof typeof ourSlug;
        expect(ourSlug[reason] ?? reason).toBe(await clerk(token));
      }),
      { ...RUNS, numRuns: 400 },
    );
  });

  test('and we agree on whether a token is good', async () => {
    const key = fc.constantFrom(KEY, KEY, KEY, OTHER_KEY);
    const header = fc.record({ alg: fc.constantFrom('RS256', 'RS256', 'HS256', 'none') });
    await fc.assert(
      fc.asyncProperty(fc.record(claims), header, key, async (changes, headerChanges, { privateKey }) => {
        const token = mint(sessionClaims(changes), { ...HEADER, ...headerChanges }, privateKey);
        expect((await ours(token)) === 'granted').toBe((await clerk(token)) === 'granted');
      }),
      { ...RUNS, numRuns: 400 },
    );
  });

  test('accepts some tokens that we refuse, on purpose', async () => {
    const { typ, ...header } = HEADER;
    const crit = mint(sessionClaims(), { ...header, typ, crit: ['x'] });
    const withoutAudience = mint(sessionClaims({ aud: undefined }));
    const pending = mint(sessionClaims({ sts: 'pending' }));
    const template = mint(sessionClaims({ sid: undefined }), { ...header, typ, cat: 'cl_B7d4PD222AAA' });
    for (const token of [crit, withoutAudience, pending, template]) {
      expect(await clerk(token)).toBe('granted');
      expect(await ours(token)).not.toBe('granted');
    }
  });
});

describe('has()', () => {
  const name = fc.constantFrom('read', 'manage', 'admin', 'teams', 'pro', 'x');
  const scoped = fc.tuple(fc.constantFrom('o', 'u', 'ou', 'uo', 'z'), name).map((parts) => parts.join(':'));
  const list = (items: fc.Arbitrary<string>) =>
    fc.tuple(fc.array(items, { maxLength: 5 }), fc.constantFrom(',', ', ')).map(([parts, comma]) => parts.join(comma));
  const mask = fc.oneof(
    fc.bigInt({ min: 0n, max: 40n }).map(String),
    fc.constantFrom('9007199254740993', '18446744073709551615', '007', '', '-1', '1.5', '1e1', 'x'),
  );
  const age = fc.constantFrom<unknown>(-1, 0, 5, 9, 10, 11, 59, 60, 1440, -2, 1.5, '5');

  type Shape = (members: Record<string, fc.Arbitrary<unknown>>) => fc.Arbitrary<Record<string, unknown>>;
  const sound: Shape = (members) => fc.record(members, { requiredKeys: [] });
  const junk = fc.constantFrom<unknown>(null, 0, '', [], {}, true, 'x', ['x']);
  const unsound: Shape = (members) =>
    sound(
      Object.fromEntries(Object.entries(members).map(([key, value]) => [key, fc.oneof(value, value, value, junk)])),
    );

  const both = { fea: list(scoped), pla: list(scoped), fva: fc.array(age, { minLength: 1, maxLength: 3 }) };
  const version2 = (shape: Shape) => {
    const o = shape({ rol: name, per: list(name), fpm: list(mask) }).map((members) => ({ id: 'org_1', ...members }));
    return shape({ ...both, o }).map((claims) => ({ ...claims, v: 2 }));
  };
  const version1 = (shape: Shape) => {
    const permissions = fc.array(fc.tuple(name, name).map((parts) => `org:${parts.join(':')}`));
    const org_role = fc.constantFrom('org:admin', 'admin', 'org:read');
    const organization = shape({ org_role, org_permissions: permissions }).map((members) => ({
      org_id: 'org_1',
      ...members,
    }));
    return fc
      .tuple(shape(both), fc.oneof(organization, fc.constant({})))
      .map(([claims, more]) => ({ ...claims, ...more }));
  };

  const scope = fc.constantFrom('', 'org:', 'user:');
  const level = fc.constantFrom('first_factor' as const, 'second_factor' as const, 'multi_factor' as const);
  /** The same question, in our words and in Clerk's. */
  type Question = [rule: PolicyRule, asked: object];
  const question = fc.oneof(
    name.map((role): Question => [{ op: 'hasRole', role: `org:${role}` }, { role }]),
    fc.tuple(name, name).map((parts): Question => {
      const permission = `org:${parts.join(':')}`;
      return [{ op: 'hasPermission', permission }, { permission }];
    }),
    fc
      .tuple(scope, name)
      .map(([prefix, id]): Question => [{ op: 'hasFeature', feature: prefix + id }, { feature: prefix + id }]),
    fc
      .tuple(scope, name)
      .map(([prefix, id]): Question => [{ op: 'hasPlan', plan: prefix + id }, { plan: prefix + id }]),
    fc.tuple(level, fc.constantFrom(1, 10, 60, 1440)).map(([required, afterMinutes]): Question => {
      const reverification = { level: required, afterMinutes };
      return [{ op: 'reverified', ...reverification }, { reverification }];
    }),
  );

  /** Clerk's SDK throws at some malformed claims; whoever uses it then lets nobody in. */
  function has(claims: Record<string, unknown>, asked: object): boolean {
    try {
      return signedInAuthObject({}, '', claims as never).has(asked as never);
    } catch {
      return false;
    }
  }

  /** Puts questions to both; returns how many of them Clerk's SDK said yes to. */
  function compare(tokens: fc.Arbitrary<object>, check: (ours: PolicyAnswer, clerks: boolean) => void): number {
    let grants = 0;
    fc.assert(
      fc.property(tokens, question, (changes, [rule, asked]) => {
        const claims = JSON.parse(JSON.stringify({ ...sessionClaims({ v: undefined, fva: undefined }), ...changes }));
        const caller = callerOf(claims, 'session');
        const answer = has(claims, asked);
        grants += Number(answer);
        check(
          { met: evaluate(rule, caller) === true, unmet: evaluate({ op: 'noneOf', rules: [rule] }, caller) === true },
          answer,
        );
      }),
      RUNS,
    );
    return grants;
  }

  interface PolicyAnswer {
    readonly met: boolean;
    readonly unmet: boolean;
  }

  const versions = [
    ['version-2', version2],
    ['version-1', version1],
  ] as const;

  test.each(versions)('and our rules agree on %s tokens', (_, tokens) => {
    const grants = compare(tokens(sound), (ours, clerks) => {
      expect(ours.met).toBe(clerks);
      if (ours.unmet) expect(clerks).toBe(false);
    });
    expect(grants).toBeGreaterThan(200); // or else nothing has been compared
  });

  test.each(versions)('grants whatever our rules grant on malformed %s tokens', (_, tokens) => {
    const grants = compare(tokens(unsound), (ours, clerks) => {
      if (ours.met) expect(clerks).toBe(true);
      if (ours.unmet) expect(clerks).toBe(false);
    });
    expect(grants).toBeGreaterThan(100);
  });
});
