import { expect, test } from 'vitest';
import { type Access, isGuarded, isWeaker } from '../../../../src/access/api-route';
import { IAM, OPEN, OPTIONAL, rule, SIGNED_IN } from '../../support/api';

test.each<[Access['kind'], boolean]>([
  ['open', false],
  ['jwt', true],
  ['lambda', true],
  ['iam', true],
  ['cognito', true],
  ['key', false],
  ['unknown', false],
])('%s makes callers authenticate: %s', (kind, expected) => {
  expect(isGuarded({ kind })).toBe(expected);
});

const OTHER_ISSUER: Access = { ...SIGNED_IN, requirement: { level: 'signedIn', issuer: 'https://other.example' } };

test.each<[string, Access, Access, boolean]>([
  ['open is weaker than any authorization', OPEN, IAM, true],
  ['optional is weaker than signed in', OPTIONAL, SIGNED_IN, true],
  ['signed in is weaker than a rule', SIGNED_IN, rule('admin'), true],
  ['a rule is not weaker than signed in', rule('admin'), SIGNED_IN, false],
  ['one rule is not weaker than another', rule('admin'), rule('billing'), false],
  ['nothing is weaker than open', OPEN, OPEN, false],
  ['nothing is weaker than optional', OPEN, OPTIONAL, false],
  ['tokens of another issuer cannot be compared', OTHER_ISSUER, rule('admin'), false],
  ['an API key alone is weaker than signed in', { kind: 'key' }, SIGNED_IN, true],
  ['an API key alone is not weaker than optional', { kind: 'key' }, OPTIONAL, false],
  ['authorizers of somebody else cannot be compared', { kind: 'lambda' }, rule('admin'), false],
])('%s', (_, access, guard, expected) => {
  expect(isWeaker(access, guard)).toBe(expected);
});
