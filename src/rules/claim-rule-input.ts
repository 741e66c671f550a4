import { Token } from 'aws-cdk-lib';
import { fail } from '../diagnostics/diagnostics';
import type { DiagnosticId } from '../diagnostics/registry';
import type { PolicyValue } from '../policy/policy-document';

/** Scopes that Clerk's `has()` knows, by the name that the policy document uses. */
const ENTITLEMENT_SCOPES = new Map([
  ['o', 'org'],
  ['org', 'org'],
  ['organization', 'org'],
  ['u', 'user'],
  ['user', 'user'],
]);

/** What a Clerk name may consist of: anything but what separates names in a claim. */
const NAME = /^[^\s:,]+$/;

/** Clerk's secret keys and private keys: never a claim value, and never to be written into a template. */
const SECRET = /^(sk_(live|test)_|ak_|whsec_)|PRIVATE KEY/;

export function claimPath(path: string[]): string[] {
  if (path.length === 0 || !path.every((name) => typeof name === 'string' && name !== '')) {
    fail('ClaimRule.path', {
      what: "'path' must name a claim, one step an argument",
      got: path,
      fix: "write ClaimRule.claim('metadata', 'role')",
    });
  }
  return [...path];
}

export function scalar(value: unknown): PolicyValue {
  if (typeof value === 'string' && SECRET.test(value)) {
    fail('ClaimRule.secret', {
      what: "'value' looks like a secret, which a claim never holds and a template must not",
      fix: 'take it out of the code and rotate it',
    });
  }
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return finiteNumber(value);
  return fail('ClaimRule.value', {
    what: "'value' must be a string, a finite number or a boolean",
    got: value,
    fix: "compare one value inside the claim: ClaimRule.claim('metadata', 'role').equalTo('admin')",
  });
}

export function finiteNumber(value: unknown): number {
  if (Token.isUnresolved(value)) {
    fail('ClaimRule.unresolvedNumber', {
      what: "'value' is a number that is known at deployment only, which JSON text cannot hold",
      fix: 'give the number itself',
    });
  }
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return fail('ClaimRule.value', { what: "'value' must be a finite number", got: value, fix: 'write .atLeast(3)' });
}

/** `admin` or `org:admin`; both mean the same to Clerk. */
export function role(value: string): string {
  return named('role', value, (text) => {
    const name = withoutOrg(text);
    return NAME.test(name) ? `org:${name}` : invalid('ClaimRule.role', 'role', text, "hasRole('org:admin')");
  });
}

/** `org:feature:permission` or `feature:permission`. */
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
        fix: 'make a custom permission in the Clerk Dashboard and give it to the same roles',
      });
    }
    return `org:${parts.join(':')}`;
  });
}

/** `name`, `org:name` or `user:name`, for features and plans alike. */
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

export function scope(value: string): string {
  return named('scope', value, (text) =>
    /^\S+$/.test(text) ? text : invalid('ClaimRule.scope', 'scope', text, "hasScope('orders:read')"),
  );
}

export function organizationId(value: string): string {
  return named('ids', value, (text) =>
    /^org_\w+$/.test(text)
      ? text
      : invalid('ClaimRule.organizationId', 'ids', text, "inOrganization('org_2b6fcd92dvf96q05x8e4a8xwvt')"),
  );
}

/** Checks a text that is known; one that is known at deployment only is taken as it is. */
function named(prop: string, value: unknown, check: (text: string) => string): string {
  if (typeof value !== 'string') {
    return fail('ClaimRule.notText', { what: `'${prop}' must be a string`, got: value, fix: `write it in quotes` });
  }
  return Token.isUnresolved(value) ? value : check(value);
}

function invalid(id: DiagnosticId, prop: string, got: string, example: string): never {
  return fail(id, { what: `'${prop}' is not written as in Clerk`, got, fix: `write ClaimRule.${example}` });
}

function withoutOrg(name: string): string {
  return name.replace(/^(org:)*/, '');
}
