import { expect, test } from 'vitest';
import { callerOf } from '../../../../lambda/caller/caller';
import { evaluate } from '../../../../lambda/rules/evaluate';
import type { PolicyRule, PolicyTokenKind } from '../../../../src/policy/policy-document';
import { ClaimRule } from '../../../../src/rules/claim-rule';
import { Reverification } from '../../../../src/rules/reverification';
import vectors from '../../../vectors/claim-rules.json' with { type: 'json' };
import { decodedRule } from '../../support/decoded-rule';
import { sessionClaims } from '../../support/handler';

/** A call of the builder, as a vector describes it. */
interface Build {
  readonly claim?: string[];
  readonly reverified?: 'strictMfa' | 'strict' | 'moderate' | 'lax';
  readonly call?: string;
  readonly args?: unknown[];
  readonly rules?: Build[];
}

function build({ claim, reverified, call = '', args = [], rules, ...operator }: Build): ClaimRule {
  if (reverified) return ClaimRule.reverified(Reverification[reverified]());
  if (!claim) return apply(ClaimRule, call, rules ? rules.map(build) : args);
  const [[name, values]] = Object.entries(operator as Record<string, unknown[]>);
  return apply(ClaimRule.claim(...claim), name, values);
}

function apply(target: object, name: string, values: unknown[]): ClaimRule {
  return (target as Record<string, (...values: unknown[]) => ClaimRule>)[name](...values);
}

test.each(vectors.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
  const rendered = build(vector.build as Build)._render();
  expect(rendered).toEqual(vector.rule);

  // The function reads exactly what the constructs write.
  const rule = decodedRule(rendered);
  const negation: PolicyRule = { op: 'noneOf', rules: [rule] };
  const { exp, iat, ...claims } = sessionClaims({ fva: undefined });
  for (const { claims: changes, truth, kind = 'session' } of vector.cases as Case[]) {
    // Parsed from JSON, so `undefined` is omitted and `__proto__` is an ordinary property.
    const all = JSON.parse(
      `${JSON.stringify(claims).slice(0, -1)},${JSON.stringify(changes).slice(1)}`.replace(',}', '}'),
    );
    const caller = callerOf(all, kind);
    expect([changes, evaluate(rule, caller) ?? null]).toEqual([changes, truth]);
    expect([changes, evaluate(negation, caller) ?? null]).toEqual([changes, truth === null ? null : !truth]);
  }
});

interface Case {
  readonly claims: Record<string, unknown>;
  readonly kind?: PolicyTokenKind;
  /** `null` if the answer is unknown. */
  readonly truth: boolean | null;
}
