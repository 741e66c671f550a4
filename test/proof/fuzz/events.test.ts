import fc from 'fast-check';
import { expect, test } from 'vitest';
import { record } from '../evidence';
import { SEED, scale } from '../scale';
import { judgedHandler, newTally } from './checked-handler';
import { anyEvent, noEvent } from './events';
import { POLICIES } from './policies';

test('no event gets more than its token is good for, or an answer of another form', async () => {
  const tally = newTally();
  const policy = fc.constantFrom(...Object.values(POLICIES));
  const event = fc.oneof({ weight: 9, arbitrary: anyEvent }, { weight: 1, arbitrary: noEvent });
  const property = fc.asyncProperty(policy, event, async (document, request) => {
    await judgedHandler(JSON.stringify(document), document, tally)(request);
  });
  await fc.assert(property, { seed: SEED, numRuns: scale(4_000, 250_000) });

  const count = Object.values(tally).reduce((sum, each) => sum + each);
  expect(tally.granted, 'grants for the judge to look at').toBeGreaterThan(count / 200);
  expect(tally.anonymous, 'visitors').toBeGreaterThan(count / 200);
  expect(tally.unauthorized, 'rejections').toBeGreaterThan(count / 200);
  const what = 'whole events of every kind of API, as they come and mutilated (fast-check)';
  record({
    section: 'Fuzzing',
    what,
    count,
    unexplained: 0,
    remark: `${tally.granted} were granted, each to its token`,
  });
});
