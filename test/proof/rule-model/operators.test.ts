import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callerOf } from '../../../lambda/caller/caller';
import { decodePolicy } from '../../../lambda/policy/decode-policy';
import { evaluate } from '../../../lambda/rules/evaluate';
import { parseObject } from '../../../lambda/token/jws';
import { encodePolicy } from '../../../src/policy/encode-policy';
import { MAX_RULE_DEPTH } from '../../../src/policy/policy-document';
import { depthOf } from '../../../src/rules/claim-rule-shape';
import { encode, policy } from '../../unit/support/handler';
import { SEED, scale } from '../scale';
import { Tally } from './counters';
import { built, generalRule } from './general-rules';
import { token } from './generated-tokens';
import { textOf } from './json-syntax';
import { modelAnswer } from './model';

/** Each of the rules of a run is put to each of its tokens. */
const SIDE = 10;
const square = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: SIDE, maxLength: SIDE });

test('the general operators mean what docs/rules.md says', { timeout: scale(30_000, 600_000) }, () => {
  const tally = new Tally();
  const depths = new Set<number>();
  fc.assert(
    fc.property(square(generalRule), square(token), (rules, tokens) => {
      // What the function reads is what the constructs wrote.
      const rendered = rules.map((rule) => built(rule)._render());
      const read = rendered.map((rule) => decodePolicy(encodePolicy(policy({ rules: [rule] }))).rules[0]);
      for (const rule of read) depths.add(depthOf(rule));
      for (const { claims, kind } of tokens) {
        const text = textOf(claims);
        const caller = callerOf(parseObject(encode(text)), kind);
        for (const [index, rule] of rules.entries()) {
          const answer = evaluate(read[index], caller);
          const expected = modelAnswer(rule, { claims, kind });
          tally.add(rule.op, answer === true, answer === false, answer === expected);
          if (answer !== expected) expect.fail(JSON.stringify({ text, kind, rule, answer, expected }));
        }
      }
    }),
    { seed: SEED, numRuns: scale(60, 10_400) },
  );
  expect(Math.max(...depths)).toBe(MAX_RULE_DEPTH);
  for (const [op, { met, provenUnmet }] of tally.counts) {
    expect([op, met > 0, provenUnmet > 0]).toEqual([op, true, true]); // or else little has been compared
  }
  tally.record('against a model of docs/rules.md');
});
