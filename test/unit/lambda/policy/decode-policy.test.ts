import { brotliCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodePolicy } from '../../../../lambda/policy/decode-policy';
import { MAX_RULE_DEPTH, type PolicyRule } from '../../../../src/policy/policy-document';
import { KEY, policy, ROUTE } from '../../support/handler';

const decode = (changes: Record<string, unknown>) => () => decodePolicy(JSON.stringify({ ...policy(), ...changes }));

const rule: PolicyRule = { op: 'exists', claim: ['x'] };

/** The message names the path of the invalid member and what was expected there. */
const MISTAKE = /^\w.*: expected \S/;

/** Nests a rule in groups; a depth of 1 is the rule alone. */
function nested(depth: number): PolicyRule {
  return depth === 1 ? rule : { op: 'allOf', rules: [nested(depth - 1)] };
}

describe('a policy', () => {
  test('is decoded as it was encoded', () => {
    const everything = policy({
      authorizedParties: ['https://app.example.com'],
      allowMissingAzp: true,
      denyImpersonation: true,
      unauthenticated: 'throw',
      tokenKinds: ['session', 'oauth', 'm2m', 'template'],
      rules: [rule, nested(MAX_RULE_DEPTH)],
      routes: { a: 'signedIn', b: 'optional', c: 0, d: 1 },
      defaultRoute: 1,
      cached: true,
      tokenSources: [
        { in: 'header', name: 'authorization' },
        { in: 'cookie', name: '__session' },
        { in: 'query', name: 'Token' },
        { in: 'protocol', name: 'sec-websocket-protocol' },
      ],
    });
    expect(decodePolicy(JSON.stringify(everything))).toEqual(everything);
    const { keys, ...withoutKeys } = everything;
    expect(decodePolicy(JSON.stringify(withoutKeys)).keys).toBeUndefined();
  });

  test.each([
    ['is of another version', { v: 2 }],
    ['has its version as a string', { v: '1' }],
    ['has no version', { v: undefined }],
    ['has an unknown member', { allowAll: true }],
    ['has no issuer', { issuer: undefined }],
    ['has an issuer without TLS', { issuer: 'http://clerk.example.com' }],
    ['has an issuer whose host begins like loopback', { issuer: 'http://localhost.example.com' }],
    ['has an issuer whose host ends like loopback', { issuer: 'http://mylocalhost' }],
    ['has an issuer with a trailing slash', { issuer: 'https://clerk.example.com/' }],
    ['has an issuer with a query', { issuer: 'https://clerk.example.com?x' }],
    ['has an issuer with credentials', { issuer: 'https://a:b@clerk.example.com' }],
    ['has an issuer of another protocol', { issuer: 'file:///etc/jwks' }],
    ['has an issuer of another protocol on loopback', { issuer: 'ftp://localhost' }],
    ['has an issuer with a slash after its path', { issuer: 'https://app.example.com/__clerk/' }],
    ['has no audience', { audience: undefined }],
    ['has an empty list of audiences', { audience: [] }],
    ['has an empty audience', { audience: [''] }],
    ['has its audience as a string', { audience: 'api' }],
    ['has an empty list of keys', { keys: [] }],
    ['has a key of another type', { keys: [{ ...KEY.jwk, kty: 'oct' }] }],
    ['has a key with an unknown member', { keys: [{ ...KEY.jwk, d: 'x' }] }],
    ['has an empty list of token kinds', { tokenKinds: [] }],
    ['has an unknown token kind', { tokenKinds: ['any'] }],
    ['has an empty list of authorized parties', { authorizedParties: [] }],
    ['has another value than true for allowMissingAzp', { allowMissingAzp: false }],
    ['has another value than true for denyImpersonation', { denyImpersonation: 'yes' }],
    ['has an unknown response to unauthenticated callers', { unauthenticated: 'allow' }],
    ['has no rules', { rules: undefined }],
    ['has no routes', { routes: undefined }],
    ['has routes as a list', { routes: ['signedIn'] }],
    ['has a route with an unknown requirement', { routes: { [ROUTE]: 'anyone' } }],
    ['has a route without a requirement', { routes: { [ROUTE]: null } }],
    ['refers to a rule that does not exist', { routes: { [ROUTE]: 0 } }],
    ['refers to a negative rule', { rules: [rule], routes: { [ROUTE]: -1 } }],
    ['has an unknown default requirement', { defaultRoute: 'anyone' }],
    ['has null as the default requirement', { defaultRoute: null }],
    ['has a default that refers to a rule that does not exist', { defaultRoute: 0 }],
    ['has false for cached', { cached: false }],
    ['has another value than true for cached', { cached: 60 }],
    ['has an empty list of token sources', { tokenSources: [] }],
    ['has a token source that is a string', { tokenSources: ['header'] }],
    ['has an unknown place of a token source', { tokenSources: [{ in: 'body', name: 'token' }] }],
    ['has a token source without a name', { tokenSources: [{ in: 'query' }] }],
    ['has a token source with an empty name', { tokenSources: [{ in: 'query', name: '' }] }],
    ['has a token source with an unknown member', { tokenSources: [{ in: 'query', name: 'token', prefix: 'x' }] }],
    [
      'has a cookie as token source without authorized parties',
      {
        tokenSources: [
          { in: 'query', name: 'x' },
          { in: 'cookie', name: 'x' },
        ],
      },
    ],
    ['refers to a fraction of a rule', { rules: [rule, rule], routes: { [ROUTE]: 0.5 } }],
  ])('is rejected if it %s', (_, changes) => {
    expect(decode(changes)).toThrow(MISTAKE);
  });

  test.each(['http://localhost:8080', 'http://127.0.0.1:8080', 'http://[::1]:8080', 'https://app.example.com/__clerk'])(
    'accepts the issuer %s',
    (issuer) => {
      expect(decode({ issuer })).not.toThrow();
    },
  );

  test('is rejected with the path of the invalid member', () => {
    expect(decode({ unauthenticated: 'allow' })).toThrow(/^policy\.unauthenticated: expected one of forbid, throw$/);
    expect(decode({ rules: [{ op: 'allOf', rules: [{ op: 'exists', claim: [''] }] }] })).toThrow(
      /^policy\.rules\[0\]\.rules\[0\]\.claim\[0\]: expected a non-empty string$/,
    );
  });
});

describe('a rule', () => {
  test.each([
    ['is not an object', 'exists'],
    ['is null', null],
    ['has no operator', { claim: ['x'] }],
    ['has an unknown operator', { op: 'matches', claim: ['x'], value: '.*' }],
    ['has the name of an inherited property as operator', { op: 'constructor' }],
    ['has an unknown member', { op: 'exists', claim: ['x'], value: 1 }],
    ['lacks a member', { op: 'equals', claim: ['x'] }],
    ['has an empty path', { op: 'exists', claim: [] }],
    ['has a path that is a string', { op: 'exists', claim: 'x' }],
    ['compares with null', { op: 'equals', claim: ['x'], value: null }],
    ['compares with a list', { op: 'equals', claim: ['x'], value: ['a'] }],
    ['compares with an empty list', { op: 'oneOf', claim: ['x'], values: [] }],
    ['compares a number with a string', { op: 'atLeast', claim: ['x'], value: '3' }],
    ['requires an empty role', { op: 'hasRole', role: '' }],
    ['requires an empty list of organizations', { op: 'inOrganization', ids: [] }],
    ['requires an unknown level of reverification', { op: 'reverified', level: 'third_factor', afterMinutes: 1 }],
    ['is an empty group', { op: 'allOf', rules: [] }],
    ['is a group without rules', { op: 'noneOf' }],
    ['is a group with an unknown operator', { op: 'noneOf', rules: [{ op: 'unknown' }] }],
    ['is nested too deeply', nested(MAX_RULE_DEPTH + 1)],
    ['is nested far too deeply', nested(2000)],
  ])('is rejected if it %s', (_, broken) => {
    expect(decode({ rules: [broken] })).toThrow(MISTAKE);
  });

  test.each(['first_factor', 'second_factor', 'multi_factor'])('may require the %s', (level) => {
    expect(decode({ rules: [{ op: 'reverified', level, afterMinutes: 10 }] })).not.toThrow();
  });

  test('is rejected if its number exceeds the range of numbers', () => {
    const text = JSON.stringify(policy({ rules: [{ op: 'atMost', claim: ['x'], value: 7 }] }));
    expect(() => decodePolicy(text.replace('"value":7', '"value":1e999'))).toThrow(/finite/);
  });
});

describe('packed rules and routes', () => {
  const { rules, routes, ...rest } = policy();
  const packed = (content: unknown) => brotliCompressSync(JSON.stringify(content)).toString('base64');
  const unpack = (text: unknown, beside = {}) => decodePolicy(JSON.stringify({ ...rest, ...beside, packed: text }));

  test('are unpacked', () => {
    expect(unpack(packed({ rules, routes }))).toEqual(policy());
  });

  test.each([
    ['are not a string', 1, {}, 'policy.packed: expected a non-empty string'],
    ['are empty', '', {}, 'policy.packed: expected a non-empty string'],
    ['are not compressed', Buffer.from('{}').toString('base64'), {}, 'Decompression failed'],
    ['are not an object', packed([rules, routes]), {}, 'policy.packed: expected an object'],
    [
      'have an unknown member',
      packed({ rules, routes, issuer: 'https://evil.example.com' }),
      {},
      'policy.packed.issuer: expected no',
    ],
    [
      'stand beside routes',
      packed({ rules, routes }),
      { routes },
      'policy.packed: expected no rules or routes beside it',
    ],
    [
      'stand beside rules',
      packed({ rules, routes }),
      { rules },
      'policy.packed: expected no rules or routes beside it',
    ],
    ['exceed the memory limit', packed({ rules, routes: { x: 'x'.repeat(10_000_000) } }), {}, 'Cannot create a Buffer'],
  ])('are rejected if they %s', (_, text, beside, message) => {
    expect(() => unpack(text, beside)).toThrow(message);
  });
});
