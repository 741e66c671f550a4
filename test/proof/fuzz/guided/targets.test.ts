import { describe, expect, test } from 'vitest';
import type { Target } from './target';
import { TARGETS } from './targets';

/*
 * Runs the fuzz targets without a fuzzer. The fuzzers only run in `npm run prove`.
 */
describe.each(Object.entries<Target>(TARGETS))('the fuzz target %s', (_, { seeds, reached, isAsync, fuzz }) => {
  test('accepts its initial corpus, some of which reaches the oracle', async () => {
    const before = reached.count;
    for (const seed of seeds) await fuzz(Buffer.from(seed));
    expect(reached.count).toBeGreaterThan(before);
  });

  test('declares whether it is asynchronous', () => {
    expect(fuzz(Buffer.from(seeds[0])) instanceof Promise).toBe(isAsync);
  });

  test('accepts its initial corpus with single characters removed', async () => {
    for (const seed of seeds) {
      for (let at = 0; at < seed.length; at += 37) await fuzz(Buffer.from(seed.slice(0, at) + seed.slice(at + 1)));
    }
  });
});
