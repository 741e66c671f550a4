import type { PolicyRule } from '../src/policy/policy-document';
import type { RequestFacts } from './decide';
import type { Decision } from './events/api-request';
import type { Policy } from './policy/decode-policy';
import { describeRule } from './rules/describe-rule';
import { unmetPart } from './rules/unmet-part';
import { orUndefined } from './shared/or-undefined';
import { outcomeOf, type Reason, remedyOf } from './shared/reasons';

/** The fields of a log line that say what was decided about a request and why. */
export interface DecisionFields {
  readonly decision: 'deny' | 'grant' | 'report';
  readonly outcome?: 'unauthenticated' | 'forbidden';
  readonly reason?: Reason;
  readonly remedy?: string;
  readonly rule?: string;
  readonly unmetPart?: string;
  readonly unmetBecause?: string;
}

const MAX_RULE_LENGTH = 512;

/** The words of each rule of the policy that was refused before. */
const WORDS = new WeakMap<PolicyRule, string | undefined>();

export function decisionFields(decision: Decision, facts: RequestFacts, policy: Policy | undefined): DecisionFields {
  if (decision.outcome !== 'grant') return refusalFields('deny', decision.reason, facts, policy);
  return facts.isReported ? refusalFields('report', 'rule-not-met', facts, policy) : { decision: 'grant' };
}

function refusalFields(
  decision: 'deny' | 'report',
  reason: Reason,
  { requirement, caller }: RequestFacts,
  policy: Policy | undefined,
): DecisionFields {
  const example = reason === 'audience-missing' ? ` For example: ${JSON.stringify({ aud: policy?.audience[0] })}.` : '';
  const isOfRule = reason === 'rule-not-met' || reason === 'rule-error';
  const rule = isOfRule && typeof requirement === 'object' ? requirement : undefined;
  const unmet = orUndefined(() => rule && caller && unmetPart(rule, caller)); // it fails if the reason is rule-error
  // The rule and its unmet part are in the policy, so their words say nothing that only the token contains.
  return {
    decision,
    outcome: outcomeOf(reason),
    reason,
    remedy: remedyOf(reason) + example,
    rule: rule && inWords(rule),
    unmetPart: unmet && inWords(unmet.rule),
    unmetBecause: unmet && (unmet.truth === false ? 'the token says otherwise' : 'the token does not say'),
  };
}

function inWords(rule: PolicyRule): string | undefined {
  if (WORDS.has(rule)) return WORDS.get(rule);
  const text = orUndefined(() => describeRule(rule));
  const words = text && text.length > MAX_RULE_LENGTH ? `${text.slice(0, MAX_RULE_LENGTH)}…` : text;
  WORDS.set(rule, words);
  return words;
}
