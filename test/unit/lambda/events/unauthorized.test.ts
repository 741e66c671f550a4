import { expect, test } from 'vitest';
import { UNAUTHORIZED } from '../../../../lambda/events/unauthorized';

test('the error has the exact message that API Gateway answers with 401', () => {
  expect(UNAUTHORIZED).toBeInstanceOf(Error);
  expect(UNAUTHORIZED.message).toBe('Unauthorized');
});
