import { describe, expect, test } from 'vitest';
import { finite, listOf, object, oneOf, optional, text } from '../../../../lambda/policy/schema';

test.each([
  ['text', text, 'x', ['', 1, undefined, null]],
  ['finite', finite, 1.5, ['1', Number.NaN, Number.POSITIVE_INFINITY, undefined]],
  ['oneOf', oneOf('a', 1), 1, ['1', 'b', undefined]],
  ['listOf', listOf(text), ['x', 'y'], ['x', [], ['x', 1], { 0: 'x', length: 1 }]],
])('%s accepts its type and nothing else', (_, parser, good, bad) => {
  expect(parser(good, 'here')).toEqual(good);
  for (const value of bad) expect(() => parser(value, 'here')).toThrow(/^here(\[1\])?: expected \S/);
});

test('optional accepts undefined, but not null', () => {
  expect(optional(text)(undefined, 'here')).toBeUndefined();
  expect(() => optional(text)(null, 'here')).toThrow('here: expected a non-empty string');
});

describe('object', () => {
  const parser = object({ name: text, tags: optional(listOf(text)) });

  test('returns its members', () => {
    expect(parser({ name: 'x', tags: ['y'] }, 'here')).toEqual({ name: 'x', tags: ['y'] });
  });

  test.each([
    ['another type', [], 'here: expected an object'],
    ['a missing member', {}, 'here.name: expected a non-empty string'],
    ['an unknown member', { name: 'x', other: 1 }, 'here.other: expected no such member'],
    ['an invalid item', { name: 'x', tags: ['y', 1] }, 'here.tags[1]: expected a non-empty string'],
    ['a member that is only inherited', Object.create({ name: 'x' }), 'here.name: expected a non-empty string'],
  ])('names the path of %s', (_, value, message) => {
    expect(() => parser(value, 'here')).toThrow(message);
  });
});
