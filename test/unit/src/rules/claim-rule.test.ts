import { Lazy, Token } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { MAX_RULE_DEPTH } from '../../../../src/policy/policy-document';
import { ClaimRule } from '../../../../src/rules/claim-rule';
import { customClaimNames } from '../../../../src/rules/claim-rule-shape';
import { diagnostic } from '../../support/diagnostic';

const role = ClaimRule.claim('metadata', 'role');
const admin = ClaimRule.hasRole('org:admin');
const known = (text: unknown) => text as string; // a value of the wrong type, as JavaScript allows it

describe('a path in one name fails with the line to write', () => {
  test.each([
    [['metadata.role'], "ClaimRule.claim('metadata', 'role')"],
    [['metadata/role/'], "ClaimRule.claim('metadata', 'role')"],
    [['metadata.team.role'], "ClaimRule.claim('metadata', 'team', 'role')"],
    [['metadata.team', 'role'], "ClaimRule.claim('metadata', 'team', 'role')"],
    [['user.public_metadata.role'], "ClaimRule.claim('metadata', 'role')"],
    [['public_metadata.role'], "ClaimRule.claim('metadata', 'role')"],
    [['o.slg'], "ClaimRule.claim('o', 'slg')"],
    [['o.public_metadata.role'], "ClaimRule.claim('o', 'public_metadata', 'role')"],
  ])('%j', (path, fix) => {
    expect(() => ClaimRule.claim(...path)).toThrow(`; write ${fix} [`);
  });

  test.each([
    'https://example.com/role',
    'https://example.com/metadata.role',
    'app.tier',
    'metadata',
    'metadata.',
    'metadata_role',
  ])('%s is a name', (name) => {
    expect(ClaimRule.claim(name).exists()._render()).toEqual({ op: 'exists', claim: [name] });
  });
});

describe('an invalid rule fails', () => {
  test.each<[string, string, () => unknown]>([
    ['without a claim', 'ClaimRule.path', () => ClaimRule.claim()],
    ['with an empty name', 'ClaimRule.path', () => ClaimRule.claim('metadata', '')],
    ['with a list for a path', 'ClaimRule.path', () => ClaimRule.claim(known(['metadata', 'role']))],
    ['with a path in one name', 'ClaimRule.pathInOneName', () => ClaimRule.claim('metadata.role')],
    ['comparing with undefined', 'ClaimRule.value', () => role.equals(undefined)],
    ['comparing with null', 'ClaimRule.value', () => role.equals(null)],
    ['comparing with a list', 'ClaimRule.value', () => role.equals(['admin'])],
    ['comparing with an object', 'ClaimRule.value', () => role.contains({ a: 1 })],
    ['comparing with NaN', 'ClaimRule.value', () => role.equals(Number.NaN)],
    ['comparing with infinity', 'ClaimRule.value', () => role.atMost(Number.POSITIVE_INFINITY)],
    ['comparing numbers with text', 'ClaimRule.value', () => role.atLeast('3' as unknown as number)],
    ['with one bad value among several', 'ClaimRule.value', () => role.oneOf('admin', undefined)],
    ['with no values', 'ClaimRule.emptyOneOf', () => role.oneOf()],
    ['equal to a boolean that is known only at deployment', 'ClaimRule.value', () => role.equals(Token.asAny(true))],
    ['with an empty role', 'ClaimRule.role', () => ClaimRule.hasRole('')],
    ['with the prefix for a role', 'ClaimRule.role', () => ClaimRule.hasRole('org:')],
    ['with a permission for a role', 'ClaimRule.role', () => ClaimRule.hasRole('org:invoices:create')],
    ['with white space in a role', 'ClaimRule.role', () => ClaimRule.hasRole('admin ')],
    ['with a number for a role', 'ClaimRule.notText', () => ClaimRule.hasRole(known(1))],
    ['with undefined for a role', 'ClaimRule.notText', () => ClaimRule.hasRole(known(undefined))],
    ['with half a permission', 'ClaimRule.permission', () => ClaimRule.hasPermission('org:create')],
    ['with an empty part', 'ClaimRule.permission', () => ClaimRule.hasPermission('org:invoices:')],
    ['with too many parts', 'ClaimRule.permission', () => ClaimRule.hasPermission('org:a:b:c')],
    [
      'with a system permission',
      'ClaimRule.systemPermission',
      () => ClaimRule.hasPermission('org:sys_memberships:manage'),
    ],
    ['with an empty feature', 'ClaimRule.entitlement', () => ClaimRule.hasFeature('')],
    ['with a scope alone', 'ClaimRule.entitlement', () => ClaimRule.hasFeature('org:')],
    ['with an unknown scope', 'ClaimRule.entitlement', () => ClaimRule.hasFeature('team:reports')],
    ['with a plan of an unknown scope', 'ClaimRule.entitlement', () => ClaimRule.hasPlan('constructor:pro')],
    ['with more than scope and plan', 'ClaimRule.entitlement', () => ClaimRule.hasPlan('org:pro:max')],
    ['with an empty scope', 'ClaimRule.scope', () => ClaimRule.hasScope('')],
    ['with two scopes in one', 'ClaimRule.scope', () => ClaimRule.hasScope('openid email')],
    ['with the slug of an organization', 'ClaimRule.organizationId', () => ClaimRule.inOrganization('acme')],
    ['with an empty organization', 'ClaimRule.organizationId', () => ClaimRule.inOrganization('org_1', '')],
    ['with half an organization', 'ClaimRule.organizationId', () => ClaimRule.inOrganization('org_')],
    ['with a prefix before the id', 'ClaimRule.organizationId', () => ClaimRule.inOrganization('my_org_1')],
    ['with a suffix after the id', 'ClaimRule.organizationId', () => ClaimRule.inOrganization('org_1 ')],
    ['without a rule in allOf', 'ClaimRule.emptyGroup', () => ClaimRule.allOf()],
    ['without a rule in anyOf', 'ClaimRule.emptyGroup', () => ClaimRule.anyOf()],
    ['without a rule in noneOf', 'ClaimRule.emptyGroup', () => ClaimRule.noneOf()],
    ['with a list for a rule', 'ClaimRule.notARule', () => ClaimRule.allOf([admin] as unknown as ClaimRule)],
    ['with a claim for a rule', 'ClaimRule.notARule', () => ClaimRule.noneOf(admin, role as unknown as ClaimRule)],
    ['nested too deep', 'ClaimRule.tooDeep', () => nested(MAX_RULE_DEPTH + 1)],
    ['nested too deep in one place', 'ClaimRule.tooDeep', () => ClaimRule.anyOf(admin, nested(MAX_RULE_DEPTH))],
  ])('%s', (_, name, build) => {
    expect(build).toThrow(diagnostic(name));
  });

  test.each<[string, () => unknown, string]>([
    ['role', () => ClaimRule.hasRole('a b'), "hasRole('org:admin')"],
    ['permission', () => ClaimRule.hasPermission('a b'), "hasPermission('org:invoices:create')"],
    ['feature', () => ClaimRule.hasFeature('a b'), "hasFeature('org:reports')"],
    ['plan', () => ClaimRule.hasPlan('a b'), "hasPlan('org:pro')"],
    ['scope', () => ClaimRule.hasScope('a b'), "hasScope('orders:read')"],
    ['ids', () => ClaimRule.inOrganization('a b'), "inOrganization('org_"],
  ])('and its message contains the given value and the corrected line for %s', (prop, build, example) => {
    expect(build).toThrow(`'${prop}' is not written as in Clerk, got "a b"; write ClaimRule.${example}`);
  });

  test.each<[string, () => unknown]>([
    ['role', () => ClaimRule.hasRole(known(1))],
    ['permission', () => ClaimRule.hasPermission(known(1))],
    ['feature', () => ClaimRule.hasFeature(known(1))],
    ['plan', () => ClaimRule.hasPlan(known(1))],
    ['scope', () => ClaimRule.hasScope(known(1))],
    ['ids', () => ClaimRule.inOrganization(known(1))],
  ])('and its message names %s if it is not a string', (prop, build) => {
    expect(build).toThrow(`'${prop}' must be a string, got 1; write it in quotes`);
  });

  test.each(['sk_live_abc', 'sk_test_abc', 'ak_abc', 'whsec_abc', '-----BEGIN PRIVATE KEY-----abc'])(
    'with a secret, without repeating it: %s',
    (secret) => {
      expect(() => role.equals(secret)).toThrow(diagnostic('ClaimRule.secret'));
      expect(() => ClaimRule.claim(secret)).toThrow(diagnostic('ClaimRule.secret'));
      expect(() => ClaimRule.hasPlan(secret)).toThrow(diagnostic('ClaimRule.secret'));
      expect(() => role.equals(known(['admin', [secret]]))).toThrow('got ["admin",["(secret)');
      expect(() => role.oneOf('admin', secret)).toThrow(
        expect.not.objectContaining({ message: expect.stringContaining('abc') }),
      );
    },
  );
});

describe('a rule can', () => {
  test('contain a string that is known only at deployment', () => {
    const text = Lazy.string({ produce: () => 'x' });
    const rules = [
      role.equals(text),
      ClaimRule.hasRole(text),
      ClaimRule.hasPermission(text),
      ClaimRule.inOrganization(text),
    ];
    for (const rule of rules) expect(JSON.stringify(rule._render())).toContain(text);
  });

  test('contain a string with the prefix of a secret inside a word', () => {
    for (const text of ['weak_spot', 'task_live_edit']) {
      expect(role.equals(text)._render()).toMatchObject({ value: text });
    }
  });

  test('name organizations by their ids', () => {
    const ids = ['org_2b6fcd92dvf96q05x8e4a8xwvt', 'org_1'];
    expect(ClaimRule.inOrganization(...ids)._render()).toEqual({ op: 'inOrganization', ids });
  });

  test('be nested to the depth that the function accepts', () => {
    expect(() => nested(MAX_RULE_DEPTH)).not.toThrow();
  });

  test('be part of several other rules and does not change', () => {
    const path = ['metadata', 'role'];
    const rule = ClaimRule.claim(...path).equals('admin');
    const before = JSON.stringify(rule._render());
    path[1] = 'other';
    ClaimRule.allOf(rule, ClaimRule.noneOf(rule));
    expect(JSON.stringify(rule._render())).toBe(before);
  });
});

test.each<[string, string, () => ClaimRule]>([
  ['org:admin', 'role', () => ClaimRule.hasRole('admin')],
  ['org:admin', 'role', () => ClaimRule.hasRole('org:org:admin')],
  ['org:invoices:create', 'permission', () => ClaimRule.hasPermission('invoices:create')],
  ['org:reports', 'feature', () => ClaimRule.hasFeature('o:reports')],
  ['user:pro', 'plan', () => ClaimRule.hasPlan('user:pro')],
  ['user:pro', 'plan', () => ClaimRule.hasPlan('u:pro')],
  ['org:pro', 'plan', () => ClaimRule.hasPlan('org:pro')],
  ['org:pro', 'plan', () => ClaimRule.hasPlan('organization:pro')],
])('%s is the normalized form of a %s', (text, member, build) => {
  expect(build()._render()).toMatchObject({ [member]: text });
});

test('the custom claims of a rule are its top-level names without duplicates', () => {
  const rule = ClaimRule.allOf(
    role.equals('admin'),
    ClaimRule.claim('metadata', 'team').exists(),
    ClaimRule.noneOf(ClaimRule.claim('tier').equals('free'), ClaimRule.claim('sub').equals('user_1')),
    ClaimRule.hasRole('admin'),
    ClaimRule.claim('o', 'slg').equals('acme'),
  );
  expect(customClaimNames(rule._render())).toEqual(['metadata', 'tier']);
});

test.each([
  ...['aud', 'azp', 'exp', 'iat', 'iss', 'jti', 'nbf', 'sub', 'act', 'fea', 'fva', 'o', 'pla', 'sid', 'sts', 'v'],
  ...['org_id', 'org_permissions', 'org_role', 'org_slug', 'client_id', 'scope', 'scp'],
])('%s is not a custom claim, because Clerk writes it by default', (name) => {
  expect(customClaimNames(ClaimRule.claim(name).exists()._render())).toEqual([]);
});

function nested(depth: number): ClaimRule {
  return depth === 1 ? admin : ClaimRule.noneOf(nested(depth - 1));
}
