import { expect, test } from 'vitest';
import { outcomeOf, type Reason, remedyOf } from '../../../../lambda/shared/reasons';
import { STATUS } from '../../support/reasons';

const reasons = Object.entries(STATUS) as [Reason, number][];

test.each(reasons)('the reason %s becomes %d and has a remedy in full sentences', (reason, status) => {
  expect(outcomeOf(reason)).toBe(status === 401 ? 'unauthenticated' : 'forbidden');
  expect(remedyOf(reason)).toMatch(/^[A-Z].* .*\.$/);
});

test('every reason has a remedy of its own', () => {
  const remedies = reasons.map(([reason]) => remedyOf(reason));
  expect(new Set(remedies).size).toBe(remedies.length);
});
