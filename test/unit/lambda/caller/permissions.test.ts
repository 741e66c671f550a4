import { describe, expect, test } from 'vitest';
import { permissionsOfV1, permissionsOfV2 } from '../../../../lambda/caller/permissions';
import { splitByScope } from '../../../../lambda/caller/scoped-list';
import vectors from '../../../vectors/permissions.json' with { type: 'json' };

describe('permissions of a version-1 token', () => {
  test('are granted by name', () => {
    expect(permissionsOfV1(['org:a:read'])).toEqual({ granted: ['org:a:read'], complete: true });
  });

  test('are incomplete if one of them is not a string', () => {
    expect(permissionsOfV1(['org:a:read', 1])).toEqual({ granted: ['org:a:read'], complete: false });
  });

  test.each([undefined, 'org:a:read', { 0: 'org:a:read' }])('are unknown if the claim is %j', (claim) => {
    expect(permissionsOfV1(claim)).toBeUndefined();
  });
});

describe('permissions of a version-2 token', () => {
  test.each(vectors)('$name', ({ fea, per, fpm, granted }) => {
    expect(permissionsOfV2(splitByScope(fea)?.organization, per, fpm)?.granted).toEqual(granted);
  });

  test('are none if the token has neither names nor masks', () => {
    expect(permissionsOfV2(undefined, undefined, undefined)).toEqual({ granted: [], complete: true });
  });

  test.each([
    ['features', undefined, 'read', '1'],
    ['names', ['a'], undefined, '1'],
    ['masks', ['a'], 'read', undefined],
  ])('are unknown without %s', (_, features, per, fpm) => {
    expect(permissionsOfV2(features, per, fpm)).toBeUndefined();
  });

  test('are incomplete if a mask has more bits than there are names, or a feature has no mask', () => {
    expect(permissionsOfV2(['a'], 'read', '3')).toEqual({ granted: ['org:a:read'], complete: false });
    expect(permissionsOfV2(['a', 'b'], 'read', '1')).toEqual({ granted: ['org:a:read'], complete: false });
  });

  test('are exact for a mask of more than 53 bits', () => {
    const names = Array.from({ length: 54 }, (_, index) => `p${index}`).join();
    const of = (fpm: string) => permissionsOfV2(['a'], names, fpm);
    expect(of('9007199254740993')).toEqual({ granted: ['org:a:p0', 'org:a:p53'], complete: true });
    expect(of('18014398509481984')).toEqual({ granted: [], complete: false }); // bit 54, which has no name
  });

  test('are read from a mask of at most 512 digits', () => {
    const of = (fpm: string) => permissionsOfV2(['a'], 'read', fpm);
    expect(of('1'.padStart(512, '0'))).toEqual({ granted: ['org:a:read'], complete: true });
    expect(of('1'.padStart(513, '0'))).toEqual({ granted: [], complete: false });
  });
});
