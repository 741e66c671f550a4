import fc from 'fast-check';
import { expect, test } from 'vitest';
import { restRequest } from '../../unit/support/events';
import { event } from '../../unit/support/handler';
import { record } from '../evidence';
import { SEED, scale } from '../scale';
import { checkPolicy } from './check-policy';
import { checkedHandler, newCounts } from './checked-handler';
import { policyText } from './policy-texts';
import { VALID_TOKENS } from './tokens';

const [{ token }] = VALID_TOKENS;
const EVENTS = [event(token, 'POST /admin'), event(undefined, 'GET /feed'), restRequest(token)];

test('a policy is enforced completely or denies every request', async () => {
  const counts = newCounts();
  let valid = 0;
  const property = fc.asyncProperty(policyText, async (text) => {
    const policy = checkPolicy(text);
    if (policy) valid++;
    const handle = checkedHandler(text, policy, counts);
    for (const request of EVENTS) await handle(request);
  });
  const numRuns = scale(2_000, 60_000);
  await fc.assert(property, { seed: SEED, numRuns });

  expect(valid, 'number of valid policies').toBeGreaterThan(numRuns / 50);
  expect(counts.granted, 'number of grants').toBeGreaterThan(numRuns / 100);
  const count = Object.values(counts).reduce((sum, each) => sum + each);
  const what =
    'policy documents: mutated, duplicate members, references, deeply nested, invalid JSON; three events each (fast-check)';
  record({ section: 'Fuzzing', what, count, unexplained: 0, remark: `${valid} were valid, ${counts.granted} grants` });
});
