import { expect, test } from 'vitest';
import { isFilled, isFiniteNumber, isObject, isStringArray, own } from '../../../../lambda/shared/json';

test.each([
  ['isObject', isObject, {}, [[], null, 'x', undefined]],
  ['isFilled', isFilled, 'x', ['', 1, undefined]],
  ['isStringArray', isStringArray, ['x'], [['x', 1], 'x', { 0: 'x' }]],
  ['isFiniteNumber', isFiniteNumber, 1, [Number.NaN, Number.POSITIVE_INFINITY, '1']],
])('%s accepts its type and nothing else', (_, test, good, bad) => {
  expect(test(good)).toBe(true);
  for (const value of bad) expect(test(value)).toBe(false);
});

test('own ignores inherited properties', () => {
  const object = Object.create({ inherited: 1 }, { x: { value: 2 } });
  expect([own(object, 'x'), own(object, 'inherited'), own({}, 'constructor')]).toEqual([2, undefined, undefined]);
});
