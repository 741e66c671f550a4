import { brotliCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodePolicy } from '../../../../lambda/policy/decode-policy';
import { MAX_RULE_DEPTH, type PolicyRule } from '../../../../src/policy/policy-document';
import { KEY, policy, ROUTE } from '../../support/handler';

const decode = (changes: Record<string, unknown>) => () => decodePolicy(JSON.stringify({ ...policy(), ...changes }));

const rule: PolicyRule = { op: 'exists', claim: ['x'] };

/** Where something is wrong, and what was expected there. */
const MISTAKE = /^\w.*: expected \S/;

/** Rules inside rules; a depth of 1 is the rule alone. */
function nested(depth: number): PolicyRule {
  return depth === 1 ? rule : { op: 'allOf', rules: [nested(depth - 1)] };
}

describe('a policy', () => {
  test('is read as it was written', () => {
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
    ['has its version as text', { v: '1' }],
    ['has no version', { v: undefined }],
    ['has a member that nobody knows', { allowAll: true }],
    ['has no issuer', { issuer: undefined }],
    ['has an issuer without TLS', { issuer: 'http://clerk.example.com' }],
    ['has an issuer that only begins like loopback', { issuer: 'http://localhost.example.com' }],
    ['has an issuer that only ends like loopback', { issuer: 'http://mylocalhost' }],
    ['has an issuer with a slash at its end', { issuer: 'https://clerk.example.com/' }],
    ['has an issuer with a query', { issuer: 'https://clerk.example.com?x' }],
    ['has an issuer with credentials', { issuer: 'https://a:b@clerk.example.com' }],
    ['has an issuer of another protocol', { issuer: 'file:///etc/jwks' }],
    ['has an issuer of another protocol on this machine', { issuer: 'ftp://localhost' }],
    ['has an issuer with a slash after its path', { issuer: 'https://app.example.com/__clerk/' }],
    ['has no audience', { audience: undefined }],
    ['has an empty list of audiences', { audience: [] }],
    ['has an empty audience', { audience: [''] }],
    ['has its audience as text', { audience: 'api' }],
    ['has an empty list of keys', { keys: [] }],
    ['has a key of another type', { keys: [{ ...KEY.jwk, kty: 'oct' }] }],
    ['has a key with more to it', { keys: [{ ...KEY.jwk, d: 'x' }] }],
    ['accepts no kind of token', { tokenKinds: [] }],
    ['accepts an unknown kind of token', { tokenKinds: ['any'] }],
    ['has an empty list of parties', { authorizedParties: [] }],
    ['says that azp may not be missing, in a way nobody knows', { allowMissingAzp: false }],
    ['says something else about impersonation', { denyImpersonation: 'yes' }],
    ['answers in another way', { unauthenticated: 'allow' }],
    ['has no rules', { rules: undefined }],
    ['has no routes', { routes: undefined }],
    ['has a list of routes', { routes: ['signedIn'] }],
    ['has a route that is open', { routes: { [ROUTE]: 'anyone' } }],
    ['has a route without an access', { routes: { [ROUTE]: null } }],
    ['points at a rule that is not there', { routes: { [ROUTE]: 0 } }],
    ['points before the first rule', { rules: [rule], routes: { [ROUTE]: -1 } }],
    ['has a default that is open', { defaultRoute: 'anyone' }],
    ['has a default that is nothing', { defaultRoute: null }],
    ['has a default for a rule that is not there', { defaultRoute: 0 }],
    ['says that it is not cached', { cached: false }],
    ['says something else about the cache', { cached: 60 }],
    ['has no source of tokens', { tokenSources: [] }],
    ['has a source of tokens that is text', { tokenSources: ['header'] }],
    ['has tokens somewhere else', { tokenSources: [{ in: 'body', name: 'token' }] }],
    ['has a source of tokens without a name', { tokenSources: [{ in: 'query' }] }],
    ['has a source of tokens with an empty name', { tokenSources: [{ in: 'query', name: '' }] }],
    ['has a source of tokens with more to it', { tokenSources: [{ in: 'query', name: 'token', prefix: 'x' }] }],
    [
      'has a cookie and no parties',
      {
        tokenSources: [
          { in: 'query', name: 'x' },
          { in: 'cookie', name: 'x' },
        ],
      },
    ],
    ['points between two rules', { rules: [rule, rule], routes: { [ROUTE]: 0.5 } }],
  ])('is refused when it %s', (_, changes) => {
    expect(decode(changes)).toThrow(MISTAKE);
  });

  test.each(['http://localhost:8080', 'http://127.0.0.1:8080', 'http://[::1]:8080', 'https://app.example.com/__clerk'])(
    'may have the issuer %s',
    (issuer) => {
      expect(decode({ issuer })).not.toThrow();
    },
  );

  test('says where it is wrong', () => {
    expect(decode({ unauthenticated: 'allow' })).toThrow(/^policy\.unauthenticated: expected one of forbid, throw$/);
    expect(decode({ rules: [{ op: 'allOf', rules: [{ op: 'exists', claim: [''] }] }] })).toThrow(
      /^policy\.rules\[0\]\.rules\[0\]\.claim\[0\]: expected a non-empty string$/,
    );
  });
});

describe('a rule', () => {
  test.each([
    ['is no object', 'exists'],
    ['is null', null],
    ['has no operator', { claim: ['x'] }],
    ['has an unknown operator', { op: 'matches', claim: ['x'], value: '.*' }],
    ['has an operator that all objects inherit', { op: 'constructor' }],
    ['has a member too many', { op: 'exists', claim: ['x'], value: 1 }],
    ['has a member too few', { op: 'equals', claim: ['x'] }],
    ['has an empty path', { op: 'exists', claim: [] }],
    ['has a path that is text', { op: 'exists', claim: 'x' }],
    ['compares with null', { op: 'equals', claim: ['x'], value: null }],
    ['compares with a list', { op: 'equals', claim: ['x'], value: ['a'] }],
    ['compares with no values', { op: 'oneOf', claim: ['x'], values: [] }],
    ['compares numbers with text', { op: 'atLeast', claim: ['x'], value: '3' }],
    ['asks for no role', { op: 'hasRole', role: '' }],
    ['asks for no organization of several', { op: 'inOrganization', ids: [] }],
    ['asks for another factor', { op: 'reverified', level: 'third_factor', afterMinutes: 1 }],
    ['groups nothing', { op: 'allOf', rules: [] }],
    ['groups something that is missing', { op: 'noneOf' }],
    ['groups something unknown', { op: 'noneOf', rules: [{ op: 'unknown' }] }],
    ['is nested too deep', nested(MAX_RULE_DEPTH + 1)],
    ['is nested much too deep', nested(2000)],
  ])('is refused when it %s', (_, broken) => {
    expect(decode({ rules: [broken] })).toThrow(MISTAKE);
  });

  test.each(['first_factor', 'second_factor', 'multi_factor'])('may ask for the %s', (level) => {
    expect(decode({ rules: [{ op: 'reverified', level, afterMinutes: 10 }] })).not.toThrow();
  });

  test('is refused when its number is beyond all numbers', () => {
    const text = JSON.stringify(policy({ rules: [{ op: 'atMost', claim: ['x'], value: 7 }] }));
    expect(() => decodePolicy(text.replace('"value":7', '"value":1e999'))).toThrow(/finite/);
  });
});

describe('what is packed', () => {
  const { rules, routes, ...rest } = policy();
  const packed = (content: unknown) => brotliCompressSync(JSON.stringify(content)).toString('base64');
  const unpack = (text: unknown, beside = {}) => decodePolicy(JSON.stringify({ ...rest, ...beside, packed: text }));

  test('is unpacked', () => {
    expect(unpack(packed({ rules, routes }))).toEqual(policy());
  });

  test.each([
    ['is no text', 1, {}, 'policy.packed: expected a non-empty string'],
    ['is empty', '', {}, 'policy.packed: expected a non-empty string'],
    ['is not compressed', Buffer.from('{}').toString('base64'), {}, 'Decompression failed'],
    ['is no object', packed([rules, routes]), {}, 'policy.packed: expected an object'],
    [
      'has a member too many',
      packed({ rules, routes, issuer: 'https://evil.example.com' }),
      {},
      'policy.packed.issuer: expected no',
    ],
    [
      'stands beside routes',
      packed({ rules, routes }),
      { routes },
      'policy.packed: expected no rules or routes beside it',
    ],
    [
      'stands beside rules',
      packed({ rules, routes }),
      { rules },
      'policy.packed: expected no rules or routes beside it',
    ],
    ['would fill the memory', packed({ rules, routes: { x: 'x'.repeat(10_000_000) } }), {}, 'Cannot create a Buffer'],
  ])('is refused when it %s', (_, text, beside, message) => {
    expect(() => unpack(text, beside)).toThrow(message);
  });
});
