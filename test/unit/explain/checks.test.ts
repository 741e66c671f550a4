import { describe, expect, test } from 'vitest';
import { CHECKS, type CheckId } from '../../../explain/checks';
import { explainFunction } from '../../../explain/explain-function';
import { createFixedKeys } from '../../../lambda/keys/keys';
import { decodePolicy } from '../../../lambda/policy/decode-policy';
import {
  CATEGORY,
  HEADER,
  KEY,
  mint,
  NOW,
  OTHER_KEY,
  outcomeOf,
  policy,
  ROUTE,
  sessionClaims,
} from '../support/handler';

const DOCUMENT = policy({
  authorizedParties: ['https://app.example.com'],
  denyImpersonation: true,
  routes: { [ROUTE]: { op: 'equals', claim: ['metadata', 'role'], value: 'admin' } },
});

/** One flaw for each check that reads the token, in the order of the checks. */
const FLAWS: [check: CheckId, flaw: { header?: object; claims?: object; key?: typeof KEY }][] = [
  ['form', { header: { alg: 'none' } }],
  ['header', { header: { cat: CATEGORY.template } }],
  ['signature', { key: OTHER_KEY }],
  ['issuer', { claims: { iss: 'https://clerk.example.com' } }],
  ['times', { claims: { exp: NOW - 60 } }],
  ['kind', { claims: { sub: 'mch_1' } }],
  ['audience', { claims: { aud: undefined } }],
  ['authorizedParty', { claims: { azp: 'https://evil.example.com' } }],
  ['session', { claims: { sts: 'pending' } }],
  ['impersonation', { claims: { act: { sub: 'user_2' } } }],
  ['rule', { claims: { metadata: { role: 'member' } } }],
];

const GOOD = sessionClaims({ metadata: { role: 'admin' } });

function tokenWith(...flaws: (typeof FLAWS)[number][1][]): string {
  const claims = flaws.reduce((all, flaw) => ({ ...all, ...flaw.claims }), GOOD);
  const header = flaws.reduce((all, flaw) => ({ ...all, ...flaw.header }), HEADER);
  return mint(claims, header, flaws.find(({ key }) => key)?.key?.privateKey);
}

function explain(credentials: string, document = DOCUMENT) {
  const decoded = decodePolicy(JSON.stringify(document));
  const requirement = decoded.requirements.ofRoute(ROUTE);
  const keys = createFixedKeys([KEY.jwk]);
  const question = { kind: 'http', policy: decoded, requirement, hasIdentitySource: true } as const;
  return explainFunction({ ...question, credentials, keys, now: NOW * 1000 });
}

const failedOf = ({ checks }: Awaited<ReturnType<typeof explain>>) =>
  checks.find(({ result }) => result === 'failed')?.id;

test('a token without a flaw passes every check', async () => {
  const { status, checks, reason } = await explain(tokenWith());
  expect([status, reason]).toEqual([200, undefined]);
  expect(checks.map(({ id }) => id)).toEqual(Object.keys(CHECKS));
  expect(new Set(checks.map(({ result }) => result))).toEqual(new Set(['passed']));
});

describe('of two flaws, the one that the function finds first is shown', () => {
  const pairs = FLAWS.flatMap((first, index) => FLAWS.slice(index + 1).map((second) => [first, second] as const));

  test.each(pairs.map(([[one, first], [other, second]]) => [one, other, tokenWith(first, second)] as const))(
    '%s before %s',
    async (check, _, token) => {
      const explanation = await explain(token);
      expect(failedOf(explanation)).toBe(check);
      expect(explanation.reason).toBe(await outcomeOf(token, DOCUMENT));
      const results = explanation.checks.map(({ result }) => result);
      expect(results.slice(results.indexOf('failed') + 1).every((result) => result === 'notMade')).toBe(true);
    },
  );
});

test.each<[string, object, CheckId]>([
  ['exp is missing', { exp: undefined }, 'times'],
  ['nbf is a text', { nbf: 'soon' }, 'times'],
  ['sub is missing', { sub: undefined }, 'kind'],
])('%s', async (_, claims, check) => {
  const explanation = await explain(tokenWith({ claims }));
  expect([explanation.reason, failedOf(explanation)]).toEqual(['token-verification-failed', check]);
});

test('a check that the policy does not ask for is not shown', async () => {
  const { checks } = await explain(tokenWith(), policy());
  const ids = checks.map(({ id }) => id);
  expect(ids).not.toContain('authorizedParty');
  expect(ids).not.toContain('impersonation');
  expect(ids).not.toContain('rule');
});

test('a rule that is only reported lets the caller in, and is shown as not met', async () => {
  const explanation = await explain(tokenWith({ claims: { metadata: {} } }), { ...DOCUMENT, reportOnly: true });
  expect(explanation).toMatchObject({ status: 200, isReported: true, reason: 'rule-not-met' });
  expect(failedOf(explanation)).toBe('rule');
});
