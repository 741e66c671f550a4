import fc from 'fast-check';
import { expect, test } from 'vitest';
import { record } from '../evidence';
import { SEED, scale } from '../scale';
import { checkedHandler, newCounts } from './checked-handler';
import { anyEvent, invalidEvent } from './events';
import { POLICIES } from './policies';

test('an event is only granted by its valid token, and every response has a documented format', async () => {
  const counts = newCounts();
  const policy = fc.constantFrom(...Object.values(POLICIES));
  const event = fc.oneof({ weight: 9, arbitrary: anyEvent }, { weight: 1, arbitrary: invalidEvent });
  const property = fc.asyncProperty(policy, event, async (document, request) => {
    await checkedHandler(JSON.stringify(document), document, counts)(request);
  });
  await fc.assert(property, { seed: SEED, numRuns: scale(4_000, 250_000) });

  const count = Object.values(counts).reduce((sum, each) => sum + each);
  expect(counts.granted, 'number of grants').toBeGreaterThan(count / 200);
  expect(counts.anonymous, 'number of anonymous requests').toBeGreaterThan(count / 200);
  expect(counts.unauthorized, 'number of rejections').toBeGreaterThan(count / 200);
  const what = 'events of every kind of API, unchanged and mutated (fast-check)';
  record({
    section: 'Fuzzing',
    what,
    count,
    unexplained: 0,
    remark: `${counts.granted} were granted, each to its token`,
  });
});
