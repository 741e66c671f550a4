import { describe, expect, test } from 'vitest';
import { createRequirements } from '../../../../lambda/policy/requirements';
import { MAX_RULE_DEPTH, type PolicyRule } from '../../../../src/policy/policy-document';
import { event, mint, newHandler, policy, ROUTE } from '../../support/handler';

const POLICY_INVALID = expect.objectContaining({ reason: 'policy-invalid' });

/** Resolves no references: these policies contain none. */
const asIs = (value: unknown) => value;

const rule: PolicyRule = { op: 'exists', claim: ['x'] };

/** Rules inside rules; a depth of 1 is the rule alone. */
function nested(depth: number): PolicyRule {
  return depth === 1 ? rule : { op: 'allOf', rules: [nested(depth - 1)] };
}

function requirementOf(entry: unknown, others = {}) {
  return createRequirements({ ...others, [ROUTE]: entry }, undefined, asIs).ofRoute(ROUTE);
}

describe('a route', () => {
  test.each(['toString', '__proto__', 'GET /other', ''])('is not listed: %j', (routeKey) => {
    expect(createRequirements({ [ROUTE]: 'signedIn' }, undefined, asIs).ofRoute(routeKey)).toBeUndefined();
  });

  test('has the rule of the route that it refers to', () => {
    expect(requirementOf({ as: 'GET /admin' }, { 'GET /admin': rule })).toEqual(rule);
  });

  test.each([
    ['is open', 'anyone'],
    ['asks for nothing', null],
    ['is a number', 0],
    ['refers to a route that does not exist', { as: 'GET /other' }],
    ['refers to a route without a rule', { as: 'GET /me' }],
    ['refers to a reference', { as: 'GET /same' }],
    ['refers to itself', { as: ROUTE }],
    ['refers to what every object inherits', { as: 'constructor' }],
    ['refers and asks at once', { as: 'GET /admin', ...rule }],
  ])('denies when it %s', (_, entry) => {
    const others = { 'GET /admin': rule, 'GET /me': 'signedIn', 'GET /same': { as: 'GET /admin' } };
    expect(() => requirementOf(entry, others)).toThrow(POLICY_INVALID);
  });

  test('denies by itself: the other routes are not affected', async () => {
    const routes = { [ROUTE]: 'signedIn', 'GET /broken': { op: 'always' } as unknown as PolicyRule } as const;
    const { handle, entries } = newHandler(policy({ routes }));
    expect(await handle(event(mint(), ROUTE))).toMatchObject({ isAuthorized: true });
    expect(await handle(event(mint(), 'GET /broken'))).toMatchObject({ isAuthorized: false });
    expect(entries).toMatchObject([{ reason: 'policy-invalid' }]);
  });
});

test('routes that are not listed have the default, which is checked in the same way', () => {
  expect(createRequirements({}, undefined, asIs).ofOtherRoutes()).toBeUndefined();
  expect(createRequirements({}, rule, asIs).ofOtherRoutes()).toEqual(rule);
  for (const broken of ['anyone', null, 0, { as: 'GET /x' }]) {
    expect(() => createRequirements({}, broken, asIs).ofOtherRoutes()).toThrow(POLICY_INVALID);
  }
});

describe('what all routes of a method need', () => {
  const other: PolicyRule = { op: 'exists', claim: ['y'] };

  test.each([
    ['the default without routes', 'optional', [], 'optional'],
    ['nothing known without a default', undefined, ['signedIn'], undefined],
    ['optional if all are', 'optional', ['optional'], 'optional'],
    ['signing in by default', 'signedIn', ['optional', 'signedIn'], 'signedIn'],
    ['signing in for one route', 'optional', ['optional', 'signedIn', 'optional'], 'signedIn'],
    ['the rule of the default', rule, ['optional', 'signedIn'], rule],
    ['the rule of a route beside signing in', 'signedIn', ['optional', rule, 'signedIn'], rule],
    ['the rule of a route beside optional', 'optional', [rule, 'optional'], rule],
    ['all rules', rule, ['signedIn', other], { op: 'allOf', rules: [rule, other] }],
  ])('is %s', (_, defaultRoute, entries, expected) => {
    const routes = Object.fromEntries(entries.map((entry, index) => [`GET /${index}`, entry]));
    const requirements = createRequirements({ ...routes, 'GETS /x': { op: 'broken' } }, defaultRoute, asIs);
    expect(requirements.ofAllRoutes('GET')).toEqual(expected);
  });
});

describe('a rule', () => {
  test('is parsed once', () => {
    const { ofRoute } = createRequirements({ [ROUTE]: rule }, undefined, asIs);
    expect(ofRoute(ROUTE)).toBe(ofRoute(ROUTE));
  });

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
    expect(() => requirementOf(broken)).toThrow(POLICY_INVALID);
  });

  test.each(['first_factor', 'second_factor', 'multi_factor'])('may require the %s', (level) => {
    expect(() => requirementOf({ op: 'reverified', level, afterMinutes: 10 })).not.toThrow();
  });
});
