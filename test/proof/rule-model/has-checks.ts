import fc from 'fast-check';
import type { PolicyRule } from '../../../src/policy/policy-document';
import { ClaimRule } from '../../../src/rules/claim-rule';
import { Reverification, ReverificationLevel } from '../../../src/rules/reverification';
import { NAMES, PERMISSIONS } from './sessions';

/** One question in Clerk's words and in ours. */
export interface Question {
  /** What has() is asked for. */
  readonly asked: Asked;
  readonly rule: PolicyRule;
  /** Whether the text was known at deployment only, so that the builder took it as it was. */
  readonly isUnchecked?: true;
}

export interface Asked {
  readonly role?: string;
  readonly permission?: string;
  readonly feature?: string;
  readonly plan?: string;
  readonly reverification?: string | { readonly level: string; readonly afterMinutes: number };
}

type Part = readonly [asked: Asked, rule: ClaimRule];

const oneOf = (values: string[]) =>
  fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...values.slice(0, 3)) }, fc.constantFrom(...values));
const texts = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((some) => some.join(''));

const org = fc.constantFrom('', 'org:', 'org:org:');
const scope = fc.constantFrom('', '', 'org:', 'o:', 'organization:', 'user:', 'u:');
const at = [0, 1, 2, 3, 4, 30, 31, 32, 51, 52, 53, 54, 62, 63, 64, 511, 1023, 1699];
const permission = texts(
  org,
  oneOf(NAMES),
  fc.constant(':'),
  oneOf([...at.map((bit) => PERMISSIONS[bit]), 'undefined']),
);

const role = texts(org, oneOf(NAMES)).map((role): Part => [{ role }, ClaimRule.hasRole(role)]);
const hasPermission = permission.map((permission): Part => [{ permission }, ClaimRule.hasPermission(permission)]);
const feature = texts(scope, oneOf(NAMES)).map((feature): Part => [{ feature }, ClaimRule.hasFeature(feature)]);
const plan = texts(scope, oneOf(NAMES)).map((plan): Part => [{ plan }, ClaimRule.hasPlan(plan)]);

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

const single = fc.oneof(...parts).map(([asked, rule]): Question => ({ asked, rule: rule._render() }));

/** has() takes several at once, and says yes if all of them are met. */
const combined = fc
  .tuple(fc.tuple(...parts), fc.subarray([...parts.keys()], { minLength: 2, maxLength: 3 }))
  .map(([all, chosen]): Question => {
    const asked = Object.assign({}, ...chosen.map((index) => all[index][0]));
    return { asked, rule: ClaimRule.allOf(...chosen.map((index) => all[index][1]))._render() };
  });

export const question = fc.oneof({ weight: 5, arbitrary: single }, combined);

const odd = fc.constantFrom(
  ...':|org|o|x:|org:|user:|:x|z:x|x:read|o:x:read|org:x:read| x|x,o:x|user:user:x'.split('|'),
);
const unchecked = (
  op: 'hasRole' | 'hasPermission' | 'hasFeature' | 'hasPlan',
  prop: keyof Asked,
  text: fc.Arbitrary<string>,
) =>
  fc.oneof({ weight: 3, arbitrary: text }, odd).map((value): Question => {
    const asked = { [prop]: value };
    return { asked, rule: { op, ...asked } as PolicyRule, isUnchecked: true };
  });

/** A parameter of the stack, for example. */
export const uncheckedQuestion = fc.oneof(
  unchecked('hasRole', 'role', texts(org, oneOf(NAMES))),
  unchecked('hasPermission', 'permission', permission),
  unchecked('hasFeature', 'feature', texts(scope, oneOf(NAMES))),
  unchecked('hasPlan', 'plan', texts(scope, oneOf(NAMES))),
);
