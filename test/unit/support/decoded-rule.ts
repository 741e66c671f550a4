import { decodePolicy } from '../../../lambda/policy/decode-policy';
import { encodePolicy } from '../../../src/policy/encode-policy';
import type { PolicyRule } from '../../../src/policy/policy-document';
import { policy, ROUTE } from './handler';

/** A rule as the function reads it, after the constructs have written it. */
export function decodedRule(rule: PolicyRule): PolicyRule {
  const { json, variables } = encodePolicy(policy({ routes: { [ROUTE]: rule } }));
  return decodePolicy(json, variables).requirements.ofRoute(ROUTE) as PolicyRule;
}
