import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callerOf } from '../../../lambda/caller/caller';
import { evaluate } from '../../../lambda/rules/evaluate';
import { parseObject } from '../../../lambda/token/jws';
import { MAX_RULE_DEPTH } from '../../../src/policy/policy-document';
import { depthOf } from '../../../src/rules/claim-rule-shape';
import { decodedRule } from '../../unit/support/decoded-rule';
import { encode } from '../../unit/support/handler';
import { SEED, scale } from '../scale';
import { Counters } from './counters';
import { build, generalRule } from './general-rules';
import { token } from './generated-tokens';
import { stringify } from './json-syntax';
import { evaluateModel } from './model';

/** A run evaluates each of 10 rules on each of 10 tokens. */
const ten = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: 10, maxLength: 10 });

test('the general operators agree with a model of docs/rules.md', { timeout: scale(30_000, 600_000) }, () => {
  const counters = new Counters();
  const depths = new Set<number>();
  fc.assert(
    fc.property(ten(generalRule), ten(token), (rules, tokens) => {
      // The rules pass through the builder, the encoder and the decoder.
      const read = rules.map((rule) => decodedRule(build(rule)._render()));
      for (const rule of read) depths.add(depthOf(rule));
      for (const { claims, kind } of tokens) {
        const text = stringify(claims);
        const caller = callerOf(parseObject(encode(text)), kind);
        for (const [index, rule] of rules.entries()) {
          const actual = evaluate(read[index], caller);
          const expected = evaluateModel(rule, { claims, kind });
          counters.add(rule.op, actual === true, actual === false, actual === expected);
          if (actual !== expected) expect.fail(JSON.stringify({ text, kind, rule, actual, expected }));
        }
      }
    }),
    { seed: SEED, numRuns: scale(60, 10_400) },
  );
  expect(Math.max(...depths)).toBe(MAX_RULE_DEPTH);
  for (const [op, { met, provenUnmet }] of counters.counts) {
    expect([op, met > 0, provenUnmet > 0]).toEqual([op, true, true]); // shows that the test compared both cases
  }
  counters.record('against a model of docs/rules.md');
});
