import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { NOW } from '../../unit/support/handler';
import { record } from '../evidence';
import { SEED, scale } from '../scale';
import { expectedClerkReason } from './clerk-reason';
import { DIFFERENCES, type Difference, MORE_LENIENT, STRICTER } from './differences';
import { mint, type Token } from './token';
import type { TokenMutation } from './token-mutation';
import { mutations } from './token-mutations';
import { draftOf, TEMPLATES, type TemplateName } from './token-templates';
import { type VerifierOptions, verifierOptions } from './verifier-options';
import { clerk, jose, ours } from './verifiers';

/* Differential testing: the authorizer, Clerk's SDK and jose verify the same tokens at the same time of day. */

const RUNS = { seed: SEED, numRuns: scale(5000, 100_000) };
const TIMEOUT_MS = scale(120_000, 3_600_000);

beforeAll(() => vi.useFakeTimers({ now: NOW * 1000, toFake: ['Date'] }));
afterAll(() => vi.useRealTimers());

const template = fc.constantFrom('session', 'session', ...(Object.keys(TEMPLATES) as TemplateName[]));

test('the verdicts equal those of Clerk and jose except for the intended differences', {
  timeout: TIMEOUT_MS,
}, async () => {
  const count = { tokens: 0, granted: 0, differing: 0, explained: 0, reasons: 0 };
  const met = new Map<Difference, number>();
  const needed = new Set<string>();

  await fc.assert(
    fc.asyncProperty(template, mutations, verifierOptions, async (template, mutations, options) => {
      const token = mutated(template, mutations);
      const our = await ours(token.text, options);
      const others = { Clerk: await clerk(token.text, options), jose: await jose(token.text, options) };
      const isGranted = our === 'granted';
      const context = JSON.stringify({ ours: our, ...others, token: token.text });

      expect(our, context).not.toBe('internal-error');
      const explanations = new Set<Difference>();
      const differing = (['Clerk', 'jose'] as const).filter(
        (verifier) => (others[verifier] === 'granted') !== isGranted,
      );
      for (const verifier of differing) {
        const possible = applying(isGranted ? MORE_LENIENT : STRICTER, token, options);
        const own = possible.filter(({ verifiers }) => verifiers.includes(verifier));
        expect(own, `No intended difference explains the verdict of ${verifier}: ${context}`).not.toEqual([]);
        if (own.length === 1) needed.add(`${verifier}: ${own[0].name}`);
        for (const difference of own) explanations.add(difference);
      }
      if (isGranted)
        expect(applying(STRICTER, token, options), `A token that must be refused is granted: ${context}`).toEqual([]);

      const reason = expectedClerkReason(our, template, mutations, token, options);
      const isBothRefused = !isGranted && others.Clerk !== 'granted';
      if (reason && isBothRefused) expect(others.Clerk, context).toBe(reason);

      for (const difference of explanations) met.set(difference, (met.get(difference) ?? 0) + 1);
      count.tokens++;
      if (isGranted) count.granted++;
      if (differing.length > 0) count.differing++;
      if (explanations.size > 0) count.explained++;
      if (reason && isBothRefused) count.reasons++;
    }),
    RUNS,
  );

  // Each difference must be the only explanation of at least one token.
  const listed = DIFFERENCES.flatMap(({ name, verifiers }) => verifiers.map((verifier) => `${verifier}: ${name}`));
  expect(listed.filter((entry) => !needed.has(entry))).toEqual([]);

  const share = (part: number) => `${((100 * part) / count.tokens).toFixed(1)} %`;
  record({
    section: 'Tokens',
    what: 'tokens verified by the authorizer, by `@clerk/backend` and by `jose`',
    count: count.tokens,
    unexplained: count.differing - count.explained,
    remark: `${share(count.granted)} granted; in ${share(count.differing)} a verdict differed for one of the reasons below`,
  });
  record({
    section: 'Tokens',
    what: 'of these, refused because of a single mutation with the same reason by the authorizer and by Clerk',
    count: count.reasons,
    unexplained: 0,
  });
  for (const difference of DIFFERENCES) {
    const { name, why, verifiers } = difference;
    const verb = STRICTER.includes(difference) ? 'refused' : 'granted';
    const what = `${verb} by the authorizer, but not by ${verifiers.join(' or ')}: ${name}`;
    record({ section: 'Tokens', what, count: met.get(difference) ?? 0, unexplained: 0, remark: why });
  }
});

function mutated(template: TemplateName, mutations: TokenMutation[]): Token {
  const draft = draftOf(template);
  for (const { apply } of mutations) apply(draft);
  return mint(draft);
}

function applying(list: Difference[], token: Token, options: VerifierOptions): Difference[] {
  return list.filter(({ applies }) => applies(token, options));
}
