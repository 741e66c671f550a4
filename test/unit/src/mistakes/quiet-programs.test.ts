import { expect, test } from 'vitest';
import { messagesOf } from './mistake';
import { QUIET_PROGRAMS } from './quiet-programs';

test.each(QUIET_PROGRAMS)('no message about %s', (program) => {
  expect(messagesOf(program)).toEqual([]);
});

test('there are at least 40 such programs', () => {
  expect(QUIET_PROGRAMS.length).toBeGreaterThanOrEqual(40);
});
