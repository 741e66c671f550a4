import { describe, expect, test } from 'vitest';
import { createResponder } from '../../../lambda/preflight';

const ALL_METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';
const ALLOW = { allow: `${ALL_METHODS}, OPTIONS` };
const ORIGIN = 'https://app.example.com';
const PREFLIGHT = {
  origin: ORIGIN,
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization,content-type',
};

/** An API without a CORS configuration. */
const ANY_ORIGIN = {
  ALL_METHODS,
  ALLOW_ORIGINS: '*',
  ALLOW_METHODS: '(path)',
  ALLOW_HEADERS: '(requested)',
  MAX_AGE: '3600',
};

function respond(
  { method = 'OPTIONS', routeKey = 'ANY /x', headers = PREFLIGHT as Record<string, string> } = {},
  env: Record<string, string> = ANY_ORIGIN,
) {
  return createResponder(env)({ routeKey, headers, requestContext: { http: { method } } });
}

describe('a method that is not OPTIONS', () => {
  test.each(['TRACE', 'CONNECT', 'PROPFIND', 'QUERY', 'Options', 'options', 'GET', 'OPTIONS ', ''])(
    '%j is answered with 405 and the methods of the path, and without CORS headers',
    async (method) => {
      expect(await respond({ method })).toEqual({ statusCode: 405, headers: ALLOW });
    },
  );

  test.each([{}, { routeKey: 'ANY /x' }, { requestContext: {} }, { requestContext: { http: {} } }])(
    'an event like %j is no OPTIONS request either',
    async (event) => {
      expect(await createResponder(ANY_ORIGIN)(event)).toEqual({ statusCode: 405, headers: ALLOW });
    },
  );
});

describe('OPTIONS', () => {
  test.each<[string, Record<string, string>]>([
    ['no headers', {}],
    ['an origin only', { origin: ORIGIN }],
    ['a requested method only', { 'access-control-request-method': 'GET' }],
  ])('with %s is no preflight: 204 and the methods of the path', async (_, headers) => {
    expect(await respond({ headers })).toEqual({ statusCode: 204, headers: ALLOW });
  });

  test('of a path with other methods names these', async () => {
    const METHODS = JSON.stringify({ '/x': 'GET, POST', '/constructor': 'DELETE' });
    const allowOf = async (routeKey: string) =>
      (await respond({ routeKey, headers: {} }, { ...ANY_ORIGIN, METHODS })).headers.allow;
    expect(await allowOf('OPTIONS /x')).toBe('GET, POST, OPTIONS');
    expect(await allowOf('OPTIONS /y')).toBe(`${ALL_METHODS}, OPTIONS`);
    expect(await allowOf('OPTIONS /toString')).toBe(`${ALL_METHODS}, OPTIONS`);
    expect(await allowOf('OPTIONS /constructor')).toBe('DELETE, OPTIONS');
  });
});

describe('a preflight', () => {
  test('of an API without a CORS configuration is answered for any origin, without credentials', async () => {
    expect(await respond()).toEqual({
      statusCode: 204,
      headers: {
        ...ALLOW,
        'access-control-allow-origin': '*',
        'access-control-allow-methods': ALL_METHODS,
        'access-control-allow-headers': 'authorization,content-type',
        'access-control-max-age': '3600',
      },
    });
  });

  test('names the methods of its path', async () => {
    const METHODS = JSON.stringify({ '/x': 'GET' });
    const { headers } = await respond({ routeKey: 'OPTIONS /x' }, { ...ANY_ORIGIN, METHODS });
    expect(headers['access-control-allow-methods']).toBe('GET');
  });

  test('that asks for no headers is answered without any', async () => {
    const { 'access-control-request-headers': _, ...headers } = PREFLIGHT;
    expect(await respond({ headers })).not.toHaveProperty('headers.access-control-allow-headers');
  });

  test('is recognized whatever the case of its header names', async () => {
    const headers = Object.fromEntries(Object.entries(PREFLIGHT).map(([name, value]) => [name.toUpperCase(), value]));
    expect(await respond({ headers })).toEqual(await respond());
  });

  test.each([
    ['is too long', 'x'.repeat(1025)],
    ['holds a line break', 'authorization\r\nset-cookie: a=b'],
    ['holds what is no header name', 'authorization;<script>'],
    ['is not ASCII', 'authorizatiön'],
  ])('with a list of headers that %s is answered without it', async (_, list) => {
    const answer = await respond({ headers: { ...PREFLIGHT, 'access-control-request-headers': list } });
    expect(answer.headers).toMatchObject({ 'access-control-allow-origin': '*' });
    expect(answer.headers).not.toHaveProperty('access-control-allow-headers');
  });

  test('echoes a list of headers that is as long as it may be', async () => {
    const list = 'x'.repeat(1024);
    const { headers } = await respond({ headers: { ...PREFLIGHT, 'access-control-request-headers': list } });
    expect(headers['access-control-allow-headers']).toBe(list);
  });
});

test('without its environment the responder allows no method', async () => {
  expect(await respond({}, {})).toEqual({ statusCode: 204, headers: { allow: ', OPTIONS' } });
});

describe('an API whose tokens are in cookies', () => {
  const COOKIES = {
    ...ANY_ORIGIN,
    ALLOW_ORIGINS: 'https://app.example.com,https://admin.example.com',
    ALLOW_CREDENTIALS: 'true',
  };

  test.each(['https://app.example.com', 'https://admin.example.com'])('answers its front end %s', async (origin) => {
    const { headers } = await respond({ headers: { ...PREFLIGHT, origin } }, COOKIES);
    expect(headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      vary: 'origin',
    });
  });

  test.each([
    'https://evil.example.com',
    'https://app.example.com.evil.example',
    'https://app.example.com, https://admin.example.com',
    'https://app.example.com,https://admin.example.com',
    'http://app.example.com',
    'HTTPS://APP.EXAMPLE.COM',
    'null',
    '*',
    '',
  ])('gives no CORS headers to the origin %j', async (origin) => {
    const answer = await respond({ headers: { ...PREFLIGHT, origin } }, COOKIES);
    expect(answer).toEqual({ statusCode: 204, headers: ALLOW });
  });
});

describe('an API with a CORS configuration', () => {
  test('is answered by that alone', async () => {
    const configured = { ALL_METHODS, ALLOW_ORIGINS: 'https://app.example.com', ALLOW_HEADERS: 'authorization' };
    expect(await respond({}, configured)).toEqual({
      statusCode: 204,
      headers: {
        ...ALLOW,
        'access-control-allow-origin': 'https://app.example.com',
        vary: 'origin',
        'access-control-allow-headers': 'authorization',
      },
    });
  });

  test.each([
    ['https://*', 'https://a.example', 'https://a.example'],
    ['https://*', 'http://a.example', undefined],
    ['http://*', 'http://a.example', 'http://a.example'],
    ['https://*', 'https', undefined],
    ['https://*', 'https://a.example\r\nx: y', undefined],
    ['https://*', `https://${'a'.repeat(512)}`, undefined],
    ['https://a.example,*', 'https://b.example', '*'],
    ['', 'https://a.example', undefined],
  ])('with allowOrigins %j answers %j with %j', async (allowOrigins, origin, expected) => {
    const env = { ...ANY_ORIGIN, ALLOW_ORIGINS: allowOrigins };
    const { headers } = await respond({ headers: { ...PREFLIGHT, origin } }, env);
    expect(headers['access-control-allow-origin']).toBe(expected);
  });

  test('without origins allows no origin', async () => {
    expect(await respond({}, { ALL_METHODS })).toEqual({ statusCode: 204, headers: ALLOW });
  });
});
