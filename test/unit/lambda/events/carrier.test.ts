import { describe, expect, test } from 'vitest';
import { carrierOf, objectOrEmpty } from '../../../../lambda/events/carrier';

describe('the headers of a REST or WebSocket API', () => {
  const headersOf = (headers: object) => carrierOf({ multiValueHeaders: { ...headers } });

  test('are found in any case', () => {
    expect(headersOf({ 'X-Clerk-TOKEN': ['a'] }).header('x-clerk-token')).toEqual(['a']);
    expect(headersOf({ 'X-Clerk-Token-2': ['a'] }).header('x-clerk-token')).toEqual([]);
  });

  test('are all returned, in every spelling', () => {
    expect(headersOf({ Authorization: ['a', 'b'], authorization: ['c'] }).header('authorization')).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  test('include several Cookie headers', () => {
    expect(headersOf({ Cookie: ['a=b', 'c=d'], cookie: 'e=f' }).cookies()).toEqual(['a=b', 'c=d', 'e=f']);
  });

  test('are not inherited', () => {
    const headers = Object.create({ Authorization: ['a'] });
    expect(carrierOf({ multiValueHeaders: headers }).header('authorization')).toEqual([]);
  });

  test('are read from the map of single values if there is no other', () => {
    expect(carrierOf({ multiValueHeaders: null, headers: { Authorization: 'a' } }).header('authorization')).toEqual([
      'a',
    ]);
    expect(carrierOf({ headers: null }).header('authorization')).toEqual([]);
  });
});

describe('the query parameters of a REST or WebSocket API', () => {
  test('are found in their exact case, with all values', () => {
    const { query } = carrierOf({ multiValueQueryStringParameters: { token: ['a', 'b'], Token: ['c'] } });
    expect(query('token')).toEqual(['a', 'b']);
  });

  test('are read from the map of single values if there is no other', () => {
    const { query } = carrierOf({ multiValueQueryStringParameters: null, queryStringParameters: { token: 'a' } });
    expect([query('token'), query('toString')]).toEqual([['a'], []]);
  });
});

test.each([null, undefined])('a map that API Gateway sends as %j is empty', (value) => {
  expect(objectOrEmpty(value)).toEqual({});
});

test.each([[[]], ['text'], [1]])('the map %j is refused', (value) => {
  expect(() => objectOrEmpty(value)).toThrow(expect.objectContaining({ reason: 'event-unsupported' }));
});
