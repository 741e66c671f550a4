import { error, warning } from './level';

/** Errors and warnings about claim rules. */
export const RULE_IDS = {
  'ClaimRule.path': error('`ClaimRule.claim()` got no name of a claim, or an empty one.'),
  'ClaimRule.pathInOneName': error('`ClaimRule.claim()` got a path such as `metadata.role` as one name.'),
  'ClaimRule.value': error('A claim is compared with something that is not a string, a finite number or a boolean.'),
  'ClaimRule.secret': error('A rule contains what looks like a secret or private key, which no claim contains.'),
  'ClaimRule.notText': error('A role, permission, feature, plan, scope or id is not a string.'),
  'ClaimRule.role': error('A role is empty or not written as in Clerk.'),
  'ClaimRule.permission': error('A permission is not written as `org:feature:permission` or `feature:permission`.'),
  'ClaimRule.systemPermission': error("One of Clerk's system permissions was given. Tokens do not contain them."),
  'ClaimRule.entitlement': error('A feature or plan is empty, or its scope is neither `org` nor `user`.'),
  'ClaimRule.scope': error('A scope is empty or holds white space.'),
  'ClaimRule.organizationId': error('An organization is not given by its id, which starts with `org_`.'),
  'ClaimRule.emptyOneOf': error('`oneOf()` has no values, so it could never be met.'),
  'ClaimRule.emptyGroup': error('`allOf()`, `anyOf()` or `noneOf()` has no rules.'),
  'ClaimRule.notARule': error('`allOf()`, `anyOf()` or `noneOf()` got something that is not a rule, such as a list.'),
  'ClaimRule.tooDeep': error('Rules are nested too deep.'),
  'ClaimRule.never': warning(
    'Two parts of a rule contradict each other, such as two roles at once, so that it is never met.',
  ),
  'ClaimRule.always': warning('Two parts of `anyOf()` leave nothing to check, such as a rule and its opposite.'),
  'ClaimRule.unsafeMetadata': warning('A rule reads unsafe metadata, which users can change themselves.'),
  'Reverification.level': error("`level` is not one of Clerk's levels."),
  'Reverification.afterMinutes': error('`afterMinutes` is not a whole number of minutes of at least 1.'),
};
