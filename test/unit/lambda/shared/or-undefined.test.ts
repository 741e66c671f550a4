import { expect, test } from 'vitest';
import { orUndefined } from '../../../../lambda/shared/or-undefined';

test('an error becomes undefined, and every other result stays', () => {
  expect(orUndefined(() => 7)).toBe(7);
  const failing = () => {
    throw new Error('unexpected');
  };
  expect(orUndefined(failing)).toBeUndefined();
});
