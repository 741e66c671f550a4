import { expect, test } from 'vitest';
import { splitByScope } from '../../../../lambda/caller/scoped-list';

test('features and plans belong to the organization, to the user, or to both', () => {
  expect(splitByScope('o:a, u:b,ou:c,uo:d')).toEqual({ organization: ['a', 'c', 'd'], user: ['b', 'c', 'd'] });
});

test('unknown scopes are ignored', () => {
  expect(splitByScope('o:a,x:e,:f')).toEqual({ organization: ['a'], user: [] });
});

test.each([undefined, null, ['o:a'], '', 'a', 'o:a,b'])('%j is malformed', (claim) => {
  expect(splitByScope(claim)).toBeUndefined();
});
