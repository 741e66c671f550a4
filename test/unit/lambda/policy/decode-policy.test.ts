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
      routes: { a: 'signedIn', b: 'optional', c: rule, d: nested(MAX_RULE_DEPTH), e: { as: 'd' } },
      defaultRoute: { as: 'c' },
      cached: true,
      tokenSources: [
        { in: 'header', name: 'authorization' },
        { in: 'cookie', name: '__session' },
        { in: 'query', name: 'Token' },
        { in: 'protocol', name: 'sec-websocket-protocol' },
      ],
    });
    const { routes, defaultRoute, ...settings } = everything;
    const { requirements, ...decoded } = decodePolicy(JSON.stringify(everything));
    expect(decoded).toEqual(settings);
    expect(requirements.hasRoutes).toBe(true);
    expect(Object.keys(routes).map(requirements.ofRoute)).toEqual([
      'signedIn',
      'optional',
      rule,
      nested(MAX_RULE_DEPTH),
      nested(MAX_RULE_DEPTH),
    ]);
    expect(requirements.ofOtherRoutes()).toEqual(rule);
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
    ['has no routes', { routes: undefined }],
    ['has routes as a list', { routes: ['signedIn'] }],
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
    expect(decode({ audience: ['api', ''] })).toThrow(/^policy\.audience\[1\]: expected a non-empty string$/);
    expect(() => decodePolicy('null')).toThrow(/^policy: expected an object$/);
  });
});

describe('a document that two readers could understand differently is rejected', () => {
  const text = JSON.stringify(policy());

  test.each([
    ['because a member comes twice', `${text.slice(0, -1)},"issuer":"https://evil.example.com"}`],
    ['because a member of a member comes twice', text.replace('"routes":{', `"routes":{"${ROUTE}":"optional",`)],
    ['because a number exceeds the range of numbers', text.replace('"v":1', '"v":1e999')],
    ['because it holds white space', text.replace(',', ', ')],
  ])('%s', (_, changed) => {
    expect(() => decodePolicy(changed)).toThrow(/^policy: expected compact JSON/);
  });
});
