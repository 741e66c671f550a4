import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { NOW } from '../../unit/support/handler';
import { record } from '../evidence';
import { SEED, scale } from '../scale';
import { clerksWord } from './clerk-reason';
import { DIFFERENCES, type Difference, MORE_LENIENT, STRICTER } from './differences';
import { mint, type Token } from './token';
import type { Flaw } from './token-mutation';
import { flaws } from './token-mutations';
import { draftOf, KINDS, type KindName } from './token-templates';
import { type Asked, asked } from './verifier-options';
import { clerk, jose, ours } from './verifiers';

/* We, Clerk's SDK and jose are asked about the same tokens, at the same time of day. */

const RUNS = { seed: SEED, numRuns: scale(5000, 100_000) };
const LIMIT_MS = scale(120_000, 3_600_000);

beforeAll(() => vi.useFakeTimers({ now: NOW * 1000, toFake: ['Date'] }));
afterAll(() => vi.useRealTimers());

const kind = fc.constantFrom('session', 'session', ...(Object.keys(KINDS) as KindName[]));

test('we grant what Clerk and jose grant, and differ on purpose only', { timeout: LIMIT_MS }, async () => {
  const count = { tokens: 0, granted: 0, differing: 0, explained: 0, reasons: 0 };
  const met = new Map<Difference, number>();
  const needed = new Set<string>();

  await fc.assert(
    fc.asyncProperty(kind, flaws, asked, async (kind, flaws, asked) => {
      const token = flawed(kind, flaws);
      const our = await ours(token.text, asked);
      const answers = { Clerk: await clerk(token.text, asked), jose: await jose(token.text, asked) };
      const isGranted = our === 'granted';
      const context = JSON.stringify({ ours: our, ...answers, token: token.text });

      expect(our, context).not.toBe('internal-error');
      const explanations = new Set<Difference>();
      const differing = (['Clerk', 'jose'] as const).filter((judge) => (answers[judge] === 'granted') !== isGranted);
      for (const judge of differing) {
        const possible = applying(isGranted ? MORE_LENIENT : STRICTER, token, asked);
        const own = possible.filter(({ judges }) => judges.includes(judge));
        expect(own, `Nothing explains the answer of ${judge}: ${context}`).not.toEqual([]);
        if (own.length === 1) needed.add(`${judge}: ${own[0].name}`);
        for (const difference of own) explanations.add(difference);
      }
      if (isGranted) expect(applying(STRICTER, token, asked), `We are not as strict as we say: ${context}`).toEqual([]);

      const word = clerksWord(our, kind, flaws, token, asked);
      const isBothRefused = !isGranted && answers.Clerk !== 'granted';
      if (word && isBothRefused) expect(answers.Clerk, context).toBe(word);

      for (const difference of explanations) met.set(difference, (met.get(difference) ?? 0) + 1);
      count.tokens++;
      if (isGranted) count.granted++;
      if (differing.length > 0) count.differing++;
      if (explanations.size > 0) count.explained++;
      if (word && isBothRefused) count.reasons++;
    }),
    RUNS,
  );

  // Whatever is on the list has to be needed to explain something.
  const listed = DIFFERENCES.flatMap(({ name, judges }) => judges.map((judge) => `${judge}: ${name}`));
  expect(listed.filter((entry) => !needed.has(entry))).toEqual([]);

  const share = (part: number) => `${((100 * part) / count.tokens).toFixed(1)} %`;
  record({
    section: 'Tokens',
    what: 'tokens decided by the handler, by `@clerk/backend` and by `jose`',
    count: count.tokens,
    unexplained: count.differing - count.explained,
    remark: `${share(count.granted)} granted; in ${share(count.differing)} a judge differed, for one of the reasons below`,
  });
  record({
    section: 'Tokens',
    what: 'of these, refused for a single flaw by us and by Clerk, in the same word',
    count: count.reasons,
    unexplained: 0,
  });
  for (const difference of DIFFERENCES) {
    const { name, why, judges } = difference;
    const verb = STRICTER.includes(difference) ? 'refused' : 'granted';
    const what = `${verb} by us, but not by ${judges.join(' or ')}: ${name}`;
    record({ section: 'Tokens', what, count: met.get(difference) ?? 0, unexplained: 0, remark: why });
  }
});

function flawed(kind: KindName, flaws: Flaw[]): Token {
  const draft = draftOf(kind);
  for (const { apply } of flaws) apply(draft);
  return mint(draft);
}

function applying(list: Difference[], token: Token, asked: Asked): Difference[] {
  return list.filter(({ applies }) => applies(token, asked));
}
