import { checkListItems } from '../diagnostics/check-list-items';
import { fail } from '../diagnostics/diagnostics';
import type { DiagnosticId } from '../diagnostics/registry';
import { containsSecret } from '../diagnostics/secrets';
import { MAX_RULE_DEPTH, type PolicyGroup, type PolicyRule, type PolicyValue } from '../policy/policy-document';
import { isScope } from '../policy/scope-syntax';
import { isDeployTimeValue, isUnknown } from '../policy/unknown-value';
import { depthOf } from './claim-rule-shape';

/** The scopes that Clerk's `has()` accepts, mapped to the name in the policy document. */
const ENTITLEMENT_SCOPES = new Map([
  ['o', 'org'],
  ['org', 'org'],
  ['organization', 'org'],
  ['u', 'user'],
  ['user', 'user'],
]);

/** A Clerk name. It must not contain the characters that separate names in a claim. */
const NAME = /^[^\s:,]+$/;

/** A path into one of Clerk's objects, written as one name: `metadata.role`, or the shortcode of its value. */
const PATH_IN_ONE_NAME = /^(user\.)?(public_metadata|metadata|o|act)[./]\w/;

/** Returns the path to a claim. Fails if it is empty, a name in it is, or its first name is a path itself. */
export function claimPath(path: string[]): string[] {
  path.forEach(checkNotSecret);
  if (path.length === 0 || !path.every((name) => typeof name === 'string' && name !== '')) {
    fail('ClaimRule.path', {
      what: "'path' must name a claim, with one argument per step",
      got: path,
      fix: "write ClaimRule.claim('metadata', 'role')",
    });
  }
  if (PATH_IN_ONE_NAME.test(path[0])) {
    const steps = path[0]
      .replace(/^(user\.)?public_metadata/, 'metadata')
      .split(/[./]/)
      .filter(Boolean);
    fail('ClaimRule.pathInOneName', {
      what: "'path' has one argument per step; dots and slashes belong to a name",
      got: path[0],
      fix: `write ClaimRule.claim(${[...steps, ...path.slice(1)].map((name) => `'${name}'`).join(', ')})`,
    });
  }
  return [...path];
}

/** Returns a value that a claim can be compared with. */
export function scalar(value: unknown): PolicyValue {
  checkNotSecret(value);
  checkListItems('value', value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return finiteNumber(value);
  return fail('ClaimRule.value', {
    what: "'value' must be a string, a finite number or a boolean",
    got: value,
    fix: "compare one value inside the claim: ClaimRule.claim('metadata', 'role').equalTo('admin')",
  });
}

/** Returns values that a claim can be compared with. A list that is known at deployment only is one value for CDK. */
export function scalars(values: unknown[]): PolicyValue[] {
  if (values.length === 0) {
    fail('ClaimRule.emptyOneOf', {
      what: "'oneOf' without values can never be met",
      fix: "write .oneOf('admin', 'support')",
    });
  }
  return isDeployTimeValue(values) ? (values as string[]) : values.map(scalar);
}

/** Combines rules. An entry that is not a rule is given as undefined. */
export function group(op: PolicyGroup, rules: (PolicyRule | undefined)[]): PolicyRule {
  if (rules.length === 0) {
    fail('ClaimRule.emptyGroup', {
      what: `'${op}' has no rules`,
      fix: `write ClaimRule.${op}(ClaimRule.hasRole('org:admin'))`,
    });
  }
  if (!rules.every((rule) => rule !== undefined)) {
    fail('ClaimRule.notARule', {
      what: `'${op}' takes one rule per argument`,
      fix: `spread a list: ClaimRule.${op}(...rules)`,
    });
  }
  const depth = depthOf({ op, rules });
  if (depth > MAX_RULE_DEPTH) {
    fail('ClaimRule.tooDeep', {
      what: `'${op}' nests rules more than ${MAX_RULE_DEPTH} deep`,
      got: depth,
      fix: 'merge nested groups of the same kind',
    });
  }
  return { op, rules };
}

/** Returns a finite number. CDK represents a number that is known only at deployment as a finite one. */
export function finiteNumber(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return fail('ClaimRule.value', { what: "'value' must be a finite number", got: value, fix: 'write .atLeast(3)' });
}

/** Returns a role as `org:admin`. Clerk also accepts `admin`. */
export function role(value: string): string {
  return named('role', value, (text) => {
    const name = withoutOrg(text);
    return NAME.test(name) ? `org:${name}` : invalid('ClaimRule.role', 'role', text, "hasRole('org:admin')");
  });
}

/** Returns a permission as `org:feature:permission`. Clerk also accepts `feature:permission`. */
export function permission(value: string): string {
  return named('permission', value, (text) => {
    const parts = withoutOrg(text).split(':');
    if (parts.length !== 2 || !parts.every((part) => NAME.test(part))) {
      invalid('ClaimRule.permission', 'permission', text, "hasPermission('org:invoices:create')");
    }
    if (parts[0].startsWith('sys_')) {
      fail('ClaimRule.systemPermission', {
        what: "'permission' is one of Clerk's system permissions, which are in no token",
        got: text,
        fix: 'create a custom permission in the Clerk Dashboard and give it to the same roles',
      });
    }
    return `org:${parts.join(':')}`;
  });
}

/** Returns a feature or plan as `name`, `org:name` or `user:name`. */
export function entitlement(prop: 'feature' | 'plan', value: string): string {
  return named(prop, value, (text) => {
    const [first, name, ...rest] = text.split(':');
    const fix = prop === 'plan' ? "hasPlan('org:pro')" : "hasFeature('org:reports')";
    if (name === undefined && NAME.test(first)) return first;
    const scope = ENTITLEMENT_SCOPES.get(first);
    if (scope && name !== undefined && NAME.test(name) && rest.length === 0) return `${scope}:${name}`;
    return invalid('ClaimRule.entitlement', prop, text, fix);
  });
}

/** Returns an OAuth scope. */
export function scope(value: string): string {
  return named('scope', value, (text) =>
    isScope(text) ? text : invalid('ClaimRule.scope', 'scope', text, "hasScope('orders:read')"),
  );
}

/** Returns ids of organizations. A list that is known at deployment only is one value for CDK. */
export function organizationIds(ids: string[]): string[] {
  return isDeployTimeValue(ids) ? ids : ids.map(organizationId);
}

function organizationId(value: string): string {
  return named('ids', value, (text) =>
    /^org_\w+$/.test(text)
      ? text
      : invalid('ClaimRule.organizationId', 'ids', text, "inOrganization('org_2b6fcd92dvf96q05x8e4a8xwvt')"),
  );
}

/** Checks a text. An unresolved token passes. */
function named(prop: string, value: unknown, check: (text: string) => string): string {
  checkNotSecret(value);
  if (typeof value !== 'string') {
    return fail('ClaimRule.notText', { what: `'${prop}' must be a string`, got: value, fix: `write it in quotes` });
  }
  checkListItems(prop, value);
  return isUnknown(value) ? value : check(value);
}

function invalid(id: DiagnosticId, prop: string, got: string, example: string): never {
  return fail(id, { what: `'${prop}' is not written as in Clerk`, got, fix: `write ClaimRule.${example}` });
}

function checkNotSecret(value: unknown): void {
  if (typeof value !== 'string' || !containsSecret(value)) return;
  fail('ClaimRule.secret', {
    what: 'a rule contains what looks like a secret, which no claim contains and the template would publish',
    fix: 'remove it from the code and rotate it',
  });
}

function withoutOrg(name: string): string {
  return name.replace(/^(org:)*/, '');
}
