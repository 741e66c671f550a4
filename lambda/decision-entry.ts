import type { PolicyRule } from '../src/policy/policy-document';
import type { RequestFacts } from './decide';
import type { Decision } from './events/api-request';
import type { Policy } from './policy/decode-policy';
import { describeRule } from './rules/describe-rule';
import { unmetPart } from './rules/unmet-part';
import { orUndefined } from './shared/or-undefined';
import { outcomeOf, type Reason, remedyOf } from './shared/reasons';
import { type TokenFields, tokenFields } from './token-fields';

/** The fields of a log line that say what was decided about a request and why. */
export interface DecisionFields extends TokenFields {
  readonly decision: 'deny' | 'grant' | 'report';
  readonly outcome?: 'unauthenticated' | 'forbidden';
  readonly reason?: Reason;
  readonly remedy?: string;
  readonly rule?: string;
  readonly unmetPart?: string;
  readonly unmetBecause?: string;
}

const MAX_RULE_LENGTH = 512;

export function decisionFields(
  decision: Decision,
  facts: RequestFacts,
  policy: Policy | undefined,
  now: number,
): DecisionFields {
  const fields = tokenFields(facts, now, !policy?.anonymousLogs);
  if (decision.outcome !== 'grant') {
    return { decision: 'deny', ...refusalFields(decision.reason, facts, policy), ...fields };
  }
  if (!facts.isReported) return { decision: 'grant', ...fields };
  return { decision: 'report', ...refusalFields('rule-not-met', facts, policy), ...fields };
}

function refusalFields(reason: Reason, facts: RequestFacts, policy: Policy | undefined): Partial<DecisionFields> {
  const example = reason === 'audience-missing' ? ` For example: ${JSON.stringify({ aud: policy?.audience[0] })}.` : '';
  const { requirement } = facts;
  const isOfRule = (reason === 'rule-not-met' || reason === 'rule-error') && typeof requirement === 'object';
  return {
    outcome: outcomeOf(reason),
    reason,
    remedy: remedyOf(reason) + example,
    ...(isOfRule && ruleFields(requirement, facts)),
  };
}

/** Describes the rule and its unmet part. Both are in the policy, so they say nothing that only the token contains. */
function ruleFields(rule: PolicyRule, { caller }: RequestFacts): Partial<DecisionFields> {
  const unmet = orUndefined(() => caller && unmetPart(rule, caller)); // it fails if the reason is rule-error
  return {
    rule: inWords(rule),
    unmetPart: unmet && inWords(unmet.rule),
    unmetBecause: unmet && (unmet.truth === false ? 'the token says otherwise' : 'the token does not say'),
  };
}

function inWords(rule: PolicyRule): string | undefined {
  const text = orUndefined(() => describeRule(rule));
  return text && text.length > MAX_RULE_LENGTH ? `${text.slice(0, MAX_RULE_LENGTH)}…` : text;
}
