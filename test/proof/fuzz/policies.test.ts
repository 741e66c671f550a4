import fc from 'fast-check';
import { expect, test } from 'vitest';
import { restRequest } from '../../unit/support/events';
import { event } from '../../unit/support/handler';
import { record } from '../evidence';
import { SEED, scale } from '../scale';
import { checkPolicy } from './check-policy';
import { judgedHandler, newTally } from './checked-handler';
import { policyText } from './policy-texts';
import { GOOD } from './tokens';

const [{ token }] = GOOD;
const EVENTS = [event(token, 'POST /admin'), event(undefined, 'GET /feed'), restRequest(token)];

test('a policy is enforced in full, or lets nobody in', async () => {
  const tally = newTally();
  let read = 0;
  const property = fc.asyncProperty(policyText, async (text) => {
    const policy = checkPolicy(text);
    if (policy) read++;
    const handle = judgedHandler(text, policy, tally);
    for (const request of EVENTS) await handle(request);
  });
  const numRuns = scale(2_000, 60_000);
  await fc.assert(property, { seed: SEED, numRuns });

  expect(read, 'policies that can be read').toBeGreaterThan(numRuns / 50);
  expect(tally.granted, 'grants for the judge to look at').toBeGreaterThan(numRuns / 100);
  const count = Object.values(tally).reduce((sum, each) => sum + each);
  const what =
    'policy documents: with members changed or twice, references, depth, no JSON; three events each (fast-check)';
  record({ section: 'Fuzzing', what, count, unexplained: 0, remark: `${read} could be read, ${tally.granted} grants` });
});
