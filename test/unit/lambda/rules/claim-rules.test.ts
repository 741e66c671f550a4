import { describe, expect, test } from 'vitest';
import { compare, contains, exists, hasScope, oneOf } from '../../../../lambda/rules/claim-rules';

/* The vectors in test/vectors/claim-rules.json cover the same operators as the constructs write them. */

const claims = {
  team: 'dev',
  teams: ['dev', 'ops'],
  mixed: ['dev', 1],
  level: 3,
  empty: null,
  metadata: { team: 'ops' },
};

describe('exists', () => {
  test.each([
    [['team'], true],
    [['metadata', 'team'], true],
    [['other'], false],
    [['metadata', 'other'], false],
    [['other', 'team'], undefined], // a missing parent proves nothing
    [['team', 'other'], undefined],
    [['empty'], undefined],
    [['constructor'], false],
  ])('%j is %j', (path, truth) => {
    expect(exists(claims, path)).toBe(truth);
  });
});

describe('oneOf', () => {
  test.each([
    [['team'], ['dev', 'ops'], true],
    [['team'], ['ops'], false],
    [['team'], [1], undefined],
    [['team'], [1, 'ops'], false],
    [['other'], ['dev'], undefined],
  ])('%j of %j is %j', (path, values, truth) => {
    expect(oneOf(claims, path, values)).toBe(truth);
  });
});

describe('contains', () => {
  test.each([
    [['teams'], 'dev', true],
    [['teams'], 'sales', false],
    [['mixed'], 'dev', true],
    [['mixed'], 'sales', undefined], // an item of another type is malformed
    [['team'], 'dev', undefined],
  ])('%j with %j is %j', (path, value, truth) => {
    expect(contains(claims, path, value)).toBe(truth);
  });
});

test('only numbers are compared', () => {
  const atLeastThree = (path: string[]) => compare(claims, path, (number) => number >= 3);
  expect([atLeastThree(['level']), atLeastThree(['team']), atLeastThree(['other'])]).toEqual([
    true,
    undefined,
    undefined,
  ]);
  expect(compare(claims, ['level'], (number) => number >= 4)).toBe(false);
});

describe('hasScope', () => {
  test.each([
    [{ scope: 'read write' }, true],
    [{ scope: 'readwrite' }, false],
    [{ scp: ['read'] }, true],
    [{ scp: ['write'] }, false],
    [{ scope: 'write', scp: ['read'] }, true],
    [{ scope: ['read'] }, undefined],
    [{ scp: 'read' }, undefined],
    [{ scopes: 'read write' }, true],
    [{ scopes: ['write', 'read'] }, true],
    [{ scopes: 'write' }, false],
    [{ scopes: [1] }, undefined],
    [{ scope: 'write', scopes: ['read'] }, true],
    [{}, undefined],
  ])('%j is %j', (scopes, truth) => {
    expect(hasScope(scopes, 'read')).toBe(truth);
  });
});
