import { describe, expect, test } from 'vitest';
import type { Target } from './target';
import { TARGETS } from './targets';

/*
 * What the fuzzers run, without the fuzzers, which start with `npm run prove` only.
 */
describe.each(Object.entries<Target>(TARGETS))('the fuzz target %s', (_, { seeds, reached, isAsync, fuzz }) => {
  test('finds nothing wrong with what it starts from, some of which is good', async () => {
    const before = reached.count;
    for (const seed of seeds) await fuzz(Buffer.from(seed));
    expect(reached.count).toBeGreaterThan(before);
  });

  test('says whether it has to be waited for', () => {
    expect(fuzz(Buffer.from(seeds[0])) instanceof Promise).toBe(isAsync);
  });

  test('takes the same with a piece missing', async () => {
    for (const seed of seeds) {
      for (let at = 0; at < seed.length; at += 37) await fuzz(Buffer.from(seed.slice(0, at) + seed.slice(at + 1)));
    }
  });
});
