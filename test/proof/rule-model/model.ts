import type { PolicyRule, PolicyTokenKind, PolicyValue } from '../../../src/policy/policy-document';
import { memberOf, type Written, type WrittenObject } from './json-syntax';

/*
 * What docs/rules.md says that a rule means, written from there and not from the evaluator. A rule has the set of the answers
 * that it could have, for all that the token tells: one of them if the token proves it, both if it does not.
 */

export interface Token {
  readonly claims: WrittenObject;
  readonly kind: PolicyTokenKind;
}

/** A rule whose meaning is Clerk's, which has() itself can be asked about. */
type AskClerk = 'hasRole' | 'hasPermission' | 'hasFeature' | 'hasPlan' | 'reverified';
export type GeneralRule = Exclude<PolicyRule, { readonly op: AskClerk | 'allOf' | 'anyOf' | 'noneOf' }> | GeneralGroup;
interface GeneralGroup {
  readonly op: 'allOf' | 'anyOf' | 'noneOf';
  readonly rules: GeneralRule[];
}

type Answers = ReadonlySet<boolean>;
const UNPROVEN: Answers = new Set([true, false]);
const proven = (answer: boolean): Answers => new Set([answer]);

/** Each answer of the one with each answer of the other. */
function pairs(some: Answers, others: Answers, join: (one: boolean, other: boolean) => boolean): Answers {
  return new Set([...some].flatMap((one) => [...others].map((other) => join(one, other))));
}

const both = (all: Answers[]) => all.reduce((one, other) => pairs(one, other, (a, b) => a && b), proven(true));
const either = (all: Answers[]) => all.reduce((one, other) => pairs(one, other, (a, b) => a || b), proven(false));
const not = (answers: Answers): Answers => new Set([...answers].map((answer) => !answer));

/** Yes, no, or `undefined` for what cannot be told. */
export function modelAnswer(rule: GeneralRule, token: Token): boolean | undefined {
  const answers = answersOf(rule, token);
  return answers.size === 1 ? answers.has(true) : undefined;
}

function answersOf(rule: GeneralRule, token: Token): Answers {
  switch (rule.op) {
    case 'allOf':
      return both(rule.rules.map((inner) => answersOf(inner, token)));
    case 'anyOf':
      return either(rule.rules.map((inner) => answersOf(inner, token)));
    case 'noneOf':
      return not(either(rule.rules.map((inner) => answersOf(inner, token))));
    case 'hasScope':
      return scopeIn(token.claims, rule.scope);
    case 'inOrganization':
      return inOrganization(token, rule.ids);
    default:
      return claimAnswers(rule, token.claims);
  }
}

type ClaimComparison = Extract<GeneralRule, { readonly claim: string[] }>;

function claimAnswers(rule: ClaimComparison, claims: WrittenObject): Answers {
  const parent = rule.claim.slice(0, -1).reduce<Written | undefined>(memberOf, claims);
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
      return compared(claim, (number) => number >= rule.value);
    case 'atMost':
      return compared(claim, (number) => number <= rule.value);
  }
}

/** The value of a text, a number or a boolean. */
function scalarOf(json: Written): PolicyValue | undefined {
  if (json.type === 'number') return Number(json.digits);
  return json.type === 'string' || json.type === 'boolean' ? json.value : undefined;
}

/** A claim of a type that none of the values has cannot be compared with them. */
function isOneOf(claim: Written, values: PolicyValue[]): Answers {
  if (!values.some((value) => typeof value === claim.type)) return UNPROVEN;
  return proven(values.some((value) => value === scalarOf(claim)));
}

/** The documentation leaves open what an item of another type is; here it is what a claim of another type is. */
function isIn(items: Written[], value: PolicyValue): Answers {
  return either(items.map((item) => isOneOf(item, [value])));
}

/** The documentation leaves open what 1e400 is; here it is no number, since JavaScript has none for it. */
function compared(claim: Written, isMet: (number: number) => boolean): Answers {
  const number = claim.type === 'number' ? Number(claim.digits) : Number.NaN;
  return Number.isFinite(number) ? proven(isMet(number)) : UNPROVEN;
}

function scopeIn(claims: WrittenObject, scope: string): Answers {
  const text = memberOf(claims, 'scope');
  const list = memberOf(claims, 'scp');
  if (!text && !list) return UNPROVEN;
  const inText = text?.type === 'string' ? proven(text.value.split(' ').includes(scope)) : UNPROVEN;
  const inList =
    list?.type === 'list' && list.items.every(({ type }) => type === 'string') ? isIn(list.items, scope) : UNPROVEN;
  return either([text ? inText : proven(false), list ? inList : proven(false)]);
}

function inOrganization({ claims, kind }: Token, ids?: string[]): Answers {
  const place = kind === 'session' ? version(claims) : kind === 'oauth' ? 1 : undefined;
  if (!place) return UNPROVEN;
  const organization = memberOf(claims, place === 2 ? 'o' : 'org_id');
  const id = place === 2 ? memberOf(organization, 'id') : organization;
  // An OAuth access token names the organization only if its client asked for that.
  if (!organization) return ids || kind === 'oauth' ? UNPROVEN : proven(false);
  if (id?.type !== 'string' || id.value === '') return UNPROVEN;
  return proven(!ids || ids.includes(id.value));
}

/** Of the claims of a session token; the first one did not say so. */
function version(claims: WrittenObject): 1 | 2 | undefined {
  const written = memberOf(claims, 'v');
  if (!written) return 1;
  const number = written.type === 'number' ? Number(written.digits) : undefined;
  return number === 1 || number === 2 ? number : undefined;
}
