import { Lazy } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { decodePolicy } from '../../../../lambda/policy/decode-policy';
import { encodePolicy } from '../../../../src/policy/encode-policy';
import type { PolicyDocument, PolicyRule } from '../../../../src/policy/policy-document';
import { policy } from '../../support/handler';

/** The policy of an API with many routes, of which a quarter have a rule of their own. */
function large(routeCount: number): PolicyDocument {
  const rules: PolicyRule[] = [];
  const routes: PolicyDocument['routes'] = {};
  for (let index = 0; index < routeCount; index++) {
    const isSignedIn = index % 4 !== 0;
    routes[`GET /v1/resources-${index}/{id}/children`] = isSignedIn ? 'signedIn' : rules.length;
    if (!isSignedIn) rules.push({ op: 'equals', claim: ['metadata', `role${index}`], value: 'admin' });
  }
  return policy({ rules, routes });
}

test('a policy is plain JSON if it fits', () => {
  const document = large(20);
  expect(JSON.parse(encodePolicy(document))).toEqual(document);
});

test('only the rules and routes of a large policy are compressed', () => {
  const document = large(300);
  const text = encodePolicy(document);
  const { rules, routes, ...rest } = document;
  expect(JSON.parse(text)).toEqual({ ...rest, packed: expect.any(String) });
  expect(text.length).toBeLessThanOrEqual(3584);
  expect(decodePolicy(text)).toEqual(document);
});

test.each([
  ['plain', 20, /^(?!.*"packed")/],
  ['packed', 300, /"packed"/],
])('a policy may take 3584 bytes, %s', (_, routeCount, form) => {
  const document = (padding: number) => ({ ...large(routeCount), audience: ['x'.repeat(padding)] });
  const padding = 3584 - encodePolicy(document(0)).length;
  const text = encodePolicy(document(padding));
  expect(text).toHaveLength(3584);
  expect(text).toMatch(form);
});

test('the limit is in bytes, not characters', () => {
  const text = encodePolicy(policy({ rules: [{ op: 'equals', claim: ['x'], value: 'é'.repeat(1700) }] }));
  expect(text).toContain('"packed"');
});

test('values that are known only at deployment are not compressed', () => {
  const issuer = Lazy.string({ produce: () => 'https://clerk.example.com' });
  const text = encodePolicy({ ...large(300), issuer, audience: [issuer] });
  expect(JSON.parse(text)).toMatchObject({ issuer, audience: [issuer] });
});

test('fails if rules with values that are known only at deployment would have to be compressed', () => {
  const value = Lazy.string({ produce: () => 'admin' });
  const rule: PolicyRule = { op: 'equals', claim: ['role'], value };
  expect(encodePolicy(policy({ rules: [rule] }))).toContain(value);
  const document = { ...large(300), rules: [...large(300).rules, rule] };
  expect(() => encodePolicy(document)).toThrow(
    /rules of \d+ bytes .*; write the values .*\[cdk-clerk-authorizer:Policy\.unresolved\]$/,
  );
});

test('fails if a policy is too large, with its size in the message', () => {
  const rules: PolicyRule[] = Array.from({ length: 400 }, (_, index) => ({
    op: 'equals',
    claim: ['metadata', (index * 2654435761).toString(36)],
    value: (index * 40503).toString(36),
  }));
  const routes = Object.fromEntries(rules.map((_, index) => [`GET /${(index * 7919).toString(36)}`, index]));
  expect(() => encodePolicy(policy({ rules, routes }))).toThrow(
    /take \d+ bytes .* 400 routes with 400 rules; .*\{proxy\+\}.*\[cdk-clerk-authorizer:Policy\.tooLarge\]$/,
  );
});
