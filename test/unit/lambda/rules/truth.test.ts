import { describe, expect, test } from 'vitest';
import { all, any, isMember, not, type Truth } from '../../../../lambda/rules/truth';

test.each<[Truth[], Truth, Truth]>([
  [[true, true], true, true],
  [[true, false], false, true],
  [[false, false], false, false],
  [[true, undefined], undefined, true],
  [[undefined, false], false, undefined],
  [[undefined, undefined], undefined, undefined],
])('%j: all is %j, any is %j', (truths, conjunction, disjunction) => {
  expect([all(truths), any(truths)]).toEqual([conjunction, disjunction]);
});

test('negation keeps the unknown', () => {
  expect([not(true), not(false), not(undefined)]).toEqual([false, true, undefined]);
});

describe('membership', () => {
  test('is known for a complete list', () => {
    expect([isMember('a', ['a', 'b']), isMember('c', ['a', 'b'])]).toEqual([true, false]);
  });

  test('is unknown where an incomplete list lacks the item', () => {
    expect([isMember('a', ['a'], false), isMember('b', ['a'], false)]).toEqual([true, undefined]);
  });

  test('is unknown without a list', () => {
    expect(isMember('a', undefined)).toBeUndefined();
  });
});
