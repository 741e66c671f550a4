import type { PolicyRule, PolicyTokenKind, PolicyValue } from '../../../src/policy/policy-document';
import { type Json, type JsonObject, memberOf } from './json-syntax';

/*
 * A reference model of docs/rules.md, implemented independently of the evaluator. A rule evaluates to the set of results that
 * the token allows: one result if the token proves it, both if it does not.
 */

export interface Token {
  readonly claims: JsonObject;
  readonly kind: PolicyTokenKind;
}

/** The rules that has.test.ts compares with has(). */
type ClerkOp = 'hasRole' | 'hasPermission' | 'hasFeature' | 'hasPlan' | 'reverified';
export type GeneralRule = Exclude<PolicyRule, { readonly op: ClerkOp | 'allOf' | 'anyOf' | 'noneOf' }> | GeneralGroup;
interface GeneralGroup {
  readonly op: 'allOf' | 'anyOf' | 'noneOf';
  readonly rules: GeneralRule[];
}

type Results = ReadonlySet<boolean>;
const UNPROVEN: Results = new Set([true, false]);
const proven = (result: boolean): Results => new Set([result]);

/** Combines each result of the one set with each result of the other. */
function combine(some: Results, others: Results, join: (one: boolean, other: boolean) => boolean): Results {
  return new Set([...some].flatMap((one) => [...others].map((other) => join(one, other))));
}

const both = (all: Results[]) => all.reduce((one, other) => combine(one, other, (a, b) => a && b), proven(true));
const either = (all: Results[]) => all.reduce((one, other) => combine(one, other, (a, b) => a || b), proven(false));
const not = (results: Results): Results => new Set([...results].map((result) => !result));

/** Returns whether the rule is met, or `undefined` if the token does not prove it. */
export function evaluateModel(rule: GeneralRule, token: Token): boolean | undefined {
  const results = resultsOf(rule, token);
  return results.size === 1 ? results.has(true) : undefined;
}

function resultsOf(rule: GeneralRule, token: Token): Results {
  switch (rule.op) {
    case 'allOf':
      return both(rule.rules.map((inner) => resultsOf(inner, token)));
    case 'anyOf':
      return either(rule.rules.map((inner) => resultsOf(inner, token)));
    case 'noneOf':
      return not(either(rule.rules.map((inner) => resultsOf(inner, token))));
    case 'hasScope':
      return scopeIn(token.claims, rule.scope);
    case 'inOrganization':
      return inOrganization(token, rule.ids);
    default:
      return comparisonResults(rule, token.claims);
  }
}

type ClaimComparison = Extract<GeneralRule, { readonly claim: string[] }>;

function comparisonResults(rule: ClaimComparison, claims: JsonObject): Results {
  const parent = rule.claim.slice(0, -1).reduce<Json | undefined>(memberOf, claims);
  const claim = memberOf(parent, rule.claim[rule.claim.length - 1]);
  if (rule.op === 'exists') {
    if (parent?.type !== 'object' || claim?.type === 'null') return UNPROVEN;
    return proven(claim !== undefined);
  }
  if (!claim) return UNPROVEN;
  switch (rule.op) {
    case 'equals':
      return isOneOf(claim, [rule.value]);
    case 'oneOf':
      return isOneOf(claim, rule.values);
    case 'contains':
      return claim.type === 'list' ? isIn(claim.items, rule.value) : UNPROVEN;
    case 'atLeast':
      return compareNumber(claim, (number) => number >= rule.value);
    case 'atMost':
      return compareNumber(claim, (number) => number <= rule.value);
  }
}

/** Returns the value of a string, a number or a boolean. */
function scalarOf(json: Json): PolicyValue | undefined {
  if (json.type === 'number') return Number(json.digits);
  return json.type === 'string' || json.type === 'boolean' ? json.value : undefined;
}

/** A claim whose type none of the values has cannot be compared with them. */
function isOneOf(claim: Json, values: PolicyValue[]): Results {
  if (!values.some((value) => typeof value === claim.type)) return UNPROVEN;
  return proven(values.some((value) => value === scalarOf(claim)));
}

/** The documentation does not define an item of another type. The model treats it like a claim of another type. */
function isIn(items: Json[], value: PolicyValue): Results {
  return either(items.map((item) => isOneOf(item, [value])));
}

/** The documentation does not define 1e400. The model treats it as not a number, because JavaScript cannot represent it. */
function compareNumber(claim: Json, isMet: (number: number) => boolean): Results {
  const number = claim.type === 'number' ? Number(claim.digits) : Number.NaN;
  return Number.isFinite(number) ? proven(isMet(number)) : UNPROVEN;
}

function scopeIn(claims: JsonObject, scope: string): Results {
  const scopes = memberOf(claims, 'scope');
  const list = memberOf(claims, 'scp');
  if (!scopes && !list) return UNPROVEN;
  const inScopes = scopes?.type === 'string' ? proven(scopes.value.split(' ').includes(scope)) : UNPROVEN;
  const inList =
    list?.type === 'list' && list.items.every(({ type }) => type === 'string') ? isIn(list.items, scope) : UNPROVEN;
  return either([scopes ? inScopes : proven(false), list ? inList : proven(false)]);
}

function inOrganization({ claims, kind }: Token, ids?: string[]): Results {
  const source = kind === 'session' ? version(claims) : kind === 'oauth' ? 1 : undefined;
  if (!source) return UNPROVEN;
  const organization = memberOf(claims, source === 2 ? 'o' : 'org_id');
  const id = source === 2 ? memberOf(organization, 'id') : organization;
  // An OAuth access token contains the organization only if its client requested that scope.
  if (!organization) return ids || kind === 'oauth' ? UNPROVEN : proven(false);
  if (id?.type !== 'string' || id.value === '') return UNPROVEN;
  return proven(!ids || ids.includes(id.value));
}

/** Returns the version of the claims of a session token. Version 1 may have no `v`. */
function version(claims: JsonObject): 1 | 2 | undefined {
  const v = memberOf(claims, 'v');
  if (!v) return 1;
  const number = v.type === 'number' ? Number(v.digits) : undefined;
  return number === 1 || number === 2 ? number : undefined;
}
