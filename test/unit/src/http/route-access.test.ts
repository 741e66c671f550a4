import { describe, expect, test } from 'vitest';
import { ClaimRule, RouteAccess, type SignedInOptions } from '../../../../src';
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

test('a rule among the options of signedIn fails, because it would not be enforced', () => {
  const create = () => RouteAccess.signedIn({ rule: ClaimRule.hasRole('org:admin') } as SignedInOptions);
  expect(create).toThrow(diagnostic('Props.misplaced'));
  expect(create).toThrow(/^'rule' has no effect on RouteAccess\.signedIn\(\).*; write RouteAccess\.when\(/);
});
