import fc from 'fast-check';
import type { PolicyRule } from '../../../src/policy/policy-document';
import { ClaimRule } from '../../../src/rules/claim-rule';
import { Reverification, ReverificationLevel } from '../../../src/rules/reverification';
import { NAMES, PERMISSIONS } from './sessions';

/** Parameters of has(), and the rule that means the same. */
export interface HasCheck {
  readonly params: HasParams;
  readonly rule: PolicyRule;
  /** Whether a name was an unresolved token when the rule was built, so that it was not normalized. */
  readonly isUnresolved?: true;
}

/** @see https://clerk.com/docs/reference/backend/types/auth-object#has */
export interface HasParams {
  readonly role?: string;
  readonly permission?: string;
  readonly feature?: string;
  readonly plan?: string;
  readonly reverification?: string | { readonly level: string; readonly afterMinutes: number };
}

type Part = readonly [params: HasParams, rule: ClaimRule];

const oneOf = (values: string[]) =>
  fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...values.slice(0, 3)) }, fc.constantFrom(...values));
const concatenated = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((some) => some.join(''));

const org = fc.constantFrom('', 'org:', 'org:org:');
const scope = fc.constantFrom('', '', 'org:', 'o:', 'organization:', 'user:', 'u:');
const at = [0, 1, 2, 3, 4, 30, 31, 32, 51, 52, 53, 54, 62, 63, 64, 511, 1023, 1699];
const permission = concatenated(
  org,
  oneOf(NAMES),
  fc.constant(':'),
  oneOf([...at.map((bit) => PERMISSIONS[bit]), 'undefined']),
);

const role = concatenated(org, oneOf(NAMES)).map((role): Part => [{ role }, ClaimRule.hasRole(role)]);
const hasPermission = permission.map((permission): Part => [{ permission }, ClaimRule.hasPermission(permission)]);
const feature = concatenated(scope, oneOf(NAMES)).map((feature): Part => [{ feature }, ClaimRule.hasFeature(feature)]);
const plan = concatenated(scope, oneOf(NAMES)).map((plan): Part => [{ plan }, ClaimRule.hasPlan(plan)]);

const preset = fc
  .constantFrom(
    ['strict_mfa', Reverification.strictMfa()] as const,
    ['strict', Reverification.strict()] as const,
    ['moderate', Reverification.moderate()] as const,
    ['lax', Reverification.lax()] as const,
  )
  .map(([name, ours]): Part => [{ reverification: name }, ClaimRule.reverified(ours)]);
const custom = fc
  .record({
    level: fc.constantFrom(...Object.values(ReverificationLevel)),
    afterMinutes: fc.oneof(fc.constantFrom(1, 10, 60, 1440), fc.integer({ min: 1, max: 2000 })),
  })
  .map((options): Part => [{ reverification: options }, ClaimRule.reverified(Reverification.custom(options))]);

const parts = [role, hasPermission, feature, plan, fc.oneof(preset, custom)];

const single = fc.oneof(...parts).map(([params, rule]): HasCheck => ({ params, rule: rule._render() }));

/** has() with several parameters returns true if all of them are met. */
const combined = fc
  .tuple(fc.tuple(...parts), fc.subarray([...parts.keys()], { minLength: 2, maxLength: 3 }))
  .map(([all, chosen]): HasCheck => {
    const params = Object.assign({}, ...chosen.map((index) => all[index][0]));
    return { params, rule: ClaimRule.allOf(...chosen.map((index) => all[index][1]))._render() };
  });

export const hasCheck = fc.oneof({ weight: 5, arbitrary: single }, combined);

/** Names that the rule builder would refuse or normalize. */
const oddName = fc.constantFrom(
  ...':|org|o|x:|org:|user:|:x|z:x|x:read|o:x:read|org:x:read| x|x,o:x|user:user:x'.split('|'),
);
const unresolved = (
  op: 'hasRole' | 'hasPermission' | 'hasFeature' | 'hasPlan',
  prop: keyof HasParams,
  name: fc.Arbitrary<string>,
) =>
  fc.oneof({ weight: 3, arbitrary: name }, oddName).map((value): HasCheck => {
    const params = { [prop]: value };
    return { params, rule: { op, ...params } as PolicyRule, isUnresolved: true };
  });

/** Checks whose name is an unresolved token, e.g. a parameter of the stack. */
export const unresolvedHasCheck = fc.oneof(
  unresolved('hasRole', 'role', concatenated(org, oneOf(NAMES))),
  unresolved('hasPermission', 'permission', permission),
  unresolved('hasFeature', 'feature', concatenated(scope, oneOf(NAMES))),
  unresolved('hasPlan', 'plan', concatenated(scope, oneOf(NAMES))),
);
