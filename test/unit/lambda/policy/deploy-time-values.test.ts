import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePolicy } from '../../../../lambda/policy/decode-policy';
import { withDeployTimeValues } from '../../../../lambda/policy/deploy-time-values';
import { policy, ROUTE } from '../../support/handler';

const PARTY = { env: 'CLERK_VALUE_0' };

describe('a value that is known at deployment only', () => {
  test('is exactly the text of its variable, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const value = withDeployTimeValues({ op: 'equals', claim: ['x'], value: PARTY }, { CLERK_VALUE_0: text });
        expect(value).toEqual({ op: 'equals', claim: ['x'], value: text });
      }),
      { seed: 1 },
    );
  });

  test('is a list where the constructs joined one', () => {
    const values = withDeployTimeValues({ env: 'CLERK_VALUE_0', as: 'list' }, { CLERK_VALUE_0: 'a"b\n,\nc,d' });
    expect(values).toEqual(['a"b', 'c,d']);
  });

  test.each([
    ['7', 7],
    ['-1.5', -1.5],
    ['10.25', 10.25],
    ['1e3', 1000],
    ['1e+10', 1e10],
  ])('is a number: %s', (text, number) => {
    expect(withDeployTimeValues({ env: 'CLERK_VALUE_0', as: 'number' }, { CLERK_VALUE_0: text })).toBe(number);
  });

  test.each(['', ' ', 'x', '0x10', 'Infinity', '7 '])('is refused where it should be a number: %j', (text) => {
    const environment = { CLERK_VALUE_0: text };
    expect(() => withDeployTimeValues({ env: 'CLERK_VALUE_0', as: 'number' }, environment)).toThrow(/number/);
  });

  test.each([
    ['is missing', PARTY, {}, /^CLERK_VALUE_0: expected an environment variable/],
    [
      'is another variable of the function',
      { env: 'PATH' },
      { PATH: '/bin' },
      /^PATH: expected an environment variable/,
    ],
    [
      'is of an unknown form',
      { env: 'CLERK_VALUE_0', as: 'json' },
      { CLERK_VALUE_0: '1' },
      /^policy\.as: expected one of/,
    ],
    [
      'has more to it',
      { env: 'CLERK_VALUE_0', or: 'x' },
      { CLERK_VALUE_0: '1' },
      /^policy\.or: expected no such member/,
    ],
  ])('rejects the policy when it %s', (_, reference, environment, message) => {
    const json = JSON.stringify({ ...policy(), audience: [reference, PARTY] });
    expect(() => decodePolicy(json, environment)).toThrow(message);
  });

  test('is checked like every other value: an empty audience is rejected', () => {
    const json = JSON.stringify({ ...policy(), audience: [PARTY] });
    expect(() => decodePolicy(json, { CLERK_VALUE_0: '' })).toThrow(/^policy\.audience\[0\]: expected/);
    expect(decodePolicy(json, { CLERK_VALUE_0: 'orders' }).audience).toEqual(['orders']);
  });

  test('denies the route whose rule needs it when it is missing', () => {
    const rule = { op: 'hasRole', role: PARTY };
    const { requirements } = decodePolicy(JSON.stringify({ ...policy(), routes: { [ROUTE]: rule } }));
    expect(() => requirements.ofRoute(ROUTE)).toThrow(expect.objectContaining({ reason: 'policy-invalid' }));
  });
});
