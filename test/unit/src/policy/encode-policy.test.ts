import { Fn, Lazy, Token } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { decodePolicy } from '../../../../lambda/policy/decode-policy';
import { encodePolicy } from '../../../../src/policy/encode-policy';
import { policy, ROUTE } from '../../support/handler';

const known = policy({ authorizedParties: ['https://app.example.com'], keys: undefined });

test('a policy whose values are known is JSON as it is', () => {
  expect(encodePolicy(known)).toEqual({ json: JSON.stringify(known), variables: {} });
});

test('a text that is known at deployment only moves to a variable, once', () => {
  const [issuer, role] = ['issuer', 'role'].map((name) => Lazy.string({ produce: () => name }));
  const { json, variables } = encodePolicy({
    ...known,
    issuer,
    audience: ['api', `prefix-${role}`],
    routes: {
      [ROUTE]: {
        op: 'anyOf',
        rules: [
          { op: 'hasRole', role },
          { op: 'equals', claim: ['x'], value: role },
        ],
      },
    },
  });
  expect(variables).toEqual({ CLERK_VALUE_0: issuer, CLERK_VALUE_1: `prefix-${role}`, CLERK_VALUE_2: role });
  expect(Token.isUnresolved(json)).toBe(false);
  expect(JSON.parse(json)).toMatchObject({
    issuer: { env: 'CLERK_VALUE_0' },
    audience: ['api', { env: 'CLERK_VALUE_1' }],
    routes: {
      [ROUTE]: { rules: [{ role: { env: 'CLERK_VALUE_2' } }, { claim: ['x'], value: { env: 'CLERK_VALUE_2' } }] },
    },
  });
});

test('a list that is known at deployment only is joined, and split again by the function', () => {
  const { json, variables } = encodePolicy({
    ...known,
    audience: Fn.split('|', 'a,b|c'),
    authorizedParties: Token.asList({}),
  });
  expect(JSON.parse(json)).toMatchObject({ authorizedParties: { env: 'CLERK_VALUE_0', as: 'list' } });
  expect(Object.keys(variables)).toEqual(['CLERK_VALUE_0']);
  const environment = { CLERK_VALUE_0: ['https://a.example.com', 'https://b.example.com'].join('\n,\n') };
  expect(decodePolicy(json, environment).authorizedParties).toEqual(['https://a.example.com', 'https://b.example.com']);
});

test('a number that is known at deployment only stays a number', () => {
  const value = Token.asNumber({ Ref: 'Level' });
  const { json } = encodePolicy({ ...known, routes: { [ROUTE]: { op: 'atLeast', claim: ['level'], value } } });
  const { requirements } = decodePolicy(json, { CLERK_VALUE_0: '3' });
  expect(requirements.ofRoute(ROUTE)).toEqual({ op: 'atLeast', claim: ['level'], value: 3 });
});
