import { describe, expect, test } from 'vitest';
import { bearerToken } from '../../../../lambda/events/bearer-token';
import type { Refusal } from '../../../../lambda/shared/refusal';

const TOKEN = 'eyJ.e30.x';
const reasonOf = (...values: string[]) => {
  try {
    return bearerToken(values);
  } catch (error) {
    return (error as Refusal).reason;
  }
};

test.each([`Bearer ${TOKEN}`, `bearer ${TOKEN}`, `BEARER   ${TOKEN}`, TOKEN])('%s is a token', (value) => {
  expect(bearerToken([value])).toBe(TOKEN);
});

describe.each(['Bearer ', 'bearer  ', ''])('behind the scheme "%s"', (scheme) => {
  test.each(['', 'null', 'undefined', 'Null', 'None', 'nil', '(null)', 'false'])('%s is no token', (value) => {
    expect(bearerToken([scheme + value])).toBeUndefined();
  });

  test.each(['nullable', 'null.null.null', 'undefined1', 'x'])('%s is a token, and is verified', (value) => {
    expect(bearerToken([scheme + value])).toBe(value);
  });
});

test.each([
  ['no header', []],
  ['an empty header', ['']],
  ['the scheme alone', ['Bearer']],
  ['Basic', ['Basic dTpw']],
  ['a token of another scheme', [`DPoP ${TOKEN}`]],
  ['a scheme that begins like Bearer', [`Bearers ${TOKEN}`]],
  ['a scheme that ends like Bearer', [`XBearer ${TOKEN}`]],
  ['another scheme with several spaces', ['Basic  dTpw']],
  ['parameters with commas', ['Digest username="a", realm="b", uri="/"']],
  ['another scheme twice', ['Basic dTpw', 'Negotiate abc']],
])('%s is no token', (_, values) => {
  expect(bearerToken(values)).toBeUndefined();
});

test.each([
  ['two tokens', [`Bearer ${TOKEN}`, `Bearer ${TOKEN}`], 'authorization-ambiguous'],
  ['two tokens in one header', [`Bearer ${TOKEN},Bearer ${TOKEN}`], 'authorization-ambiguous'],
  ['another scheme first', ['Basic dTpw', `Bearer ${TOKEN}`], 'authorization-ambiguous'],
  ['another scheme first, joined', [`Basic dTpw,  bearer ${TOKEN}`], 'authorization-ambiguous'],
  ['another scheme first, joined with a token alone', [`Basic dTpw,${TOKEN}`], 'authorization-ambiguous'],
  ['another scheme last', [`Bearer ${TOKEN}`, 'Basic dTpw'], 'authorization-ambiguous'],
  ['a promise that was not awaited', ['Bearer [object Promise]'], 'token-invalid'],
  ['a promise without a scheme', ['[object Promise]'], 'token-invalid'],
  ['two tokens behind one scheme', [`Bearer ${TOKEN} ${TOKEN}`], 'token-invalid'],
])('%s is refused', (_, values, reason) => {
  expect(reasonOf(...values)).toBe(reason);
});
