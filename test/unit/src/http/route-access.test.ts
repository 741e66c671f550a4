import { describe, expect, test } from 'vitest';
import { RouteAccess } from '../../../../src';
import { diagnostic } from '../../support/diagnostic';

describe('scopes', () => {
  const many = (length: number) => Array.from({ length }, (_, index) => `s${index}`);

  test.each([[[]], [['']], [['a b']], [['a', 'a b']], [many(11)], ['a' as never]])('fail if they are %j', (scopes) => {
    expect(() => RouteAccess.signedIn({ scopes })).toThrow(diagnostic('RouteAccess.scopes'));
  });

  test('can have ten entries', () => {
    expect(() => RouteAccess.signedIn({ scopes: many(10) })).not.toThrow();
  });
});
