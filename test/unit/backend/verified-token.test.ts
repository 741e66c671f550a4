import { describe, expect, test } from 'vitest';
import { GetAuthError, getAuth } from '../../../backend';
import { type BackEndEvent, jwtEvent, withAuthorizer } from '../support/back-end-events';
import { CATEGORY, encode, HEADER, mint, NOW, sessionClaims } from '../support/handler';

const TOKEN = mint(sessionClaims({ jti: 'token-1' }));
const EVENT = jwtEvent(TOKEN);

function carrying(request: Partial<BackEndEvent>): BackEndEvent {
  return { ...EVENT, ...request };
}

function inHeader(authorization: string): BackEndEvent {
  return carrying({ headers: { authorization } });
}

/** The event after a change to the claims that API Gateway has verified. */
function verifying(claims: Record<string, unknown>): BackEndEvent {
  const { jwt } = EVENT.requestContext.authorizer;
  return { ...EVENT, requestContext: { authorizer: { jwt: { claims: { ...jwt?.claims, ...claims } as never } } } };
}

function errorOf(event: BackEndEvent, identitySource?: string): GetAuthError {
  try {
    getAuth(event, { identitySource });
  } catch (error) {
    if (error instanceof GetAuthError) return error;
    throw error;
  }
  throw new Error('getAuth() did not throw');
}

function codeOf(event: BackEndEvent, identitySource?: string): string {
  const { code, field } = errorOf(event, identitySource);
  return `${code} ${field}`;
}

describe('the token is the one that API Gateway verified', () => {
  test.each([
    ['iss', 'https://clerk.example.com'],
    ['sub', 'user_2'],
    ['sid', 'sess_2'],
    ['iat', NOW - 1],
    ['exp', NOW + 61],
    ['jti', 'token-2'],
    ['jti', undefined],
    ['jti', ['token-1']],
    ['iat', NOW + 0.5],
    ['exp', `${NOW + 60} `],
  ])('a token with another %s is a mismatch: %j', (name, value) => {
    const error = errorOf(inHeader(`Bearer ${mint(sessionClaims({ jti: 'token-1', [name]: value }))}`));
    expect([error.code, error.field]).toEqual(['token-mismatch', 'headers.authorization']);
    expect(error.message).toContain(`'${name}' of the token`);
  });

  test('a token with a claim that was not verified is a mismatch', () => {
    expect(codeOf(verifying({ jti: undefined }))).toBe('token-mismatch headers.authorization');
    expect(codeOf(verifying({ sid: undefined }))).toBe('token-mismatch headers.authorization');
  });

  test.each(['iss', 'sub', 'sid', 'jti'])(
    'a numeric %s is a mismatch, although its text is the verified one',
    (name) => {
      const event = jwtEvent(mint(sessionClaims({ [name]: 7 })));
      expect(codeOf(event)).toBe('token-mismatch headers.authorization');
    },
  );

  test('a token without jti is verified by its other claims', () => {
    expect(getAuth(jwtEvent(mint())).userId).toBe('user_1');
  });

  test.each([
    ['iss', undefined],
    ['sub', undefined],
    ['iat', undefined],
    ['exp', NOW + 60],
    ['sid', null],
    ['jti', ['token-1']],
  ])('a verified %s of %j is malformed', (name, value) => {
    expect(codeOf(verifying({ [name]: value }))).toBe(`context-invalid requestContext.authorizer.jwt.claims.${name}`);
  });

  test.each([{}, { claims: null }, { claims: [] }, 'text', 1])('verified claims must be an object: %j', (jwt) => {
    const event = withAuthorizer('http-api-jwt', { jwt });
    expect(codeOf(event)).toBe('context-invalid requestContext.authorizer.jwt.claims');
  });
});

describe('where the token is', () => {
  const elsewhere = '$request.header.X-Clerk-Token';

  test.each([
    ['in a header', '$request.header.X-Clerk-Token', { headers: { 'x-clerk-token': TOKEN } }],
    ['in a header with Bearer', '$request.header.x-clerk-token', { headers: { 'x-clerk-token': `Bearer ${TOKEN}` } }],
    ['in the query string', '$request.querystring.token', { headers: {}, queryStringParameters: { token: TOKEN } }],
    ['in any spelling of the header', undefined, { headers: { Authorization: `bearer ${TOKEN}` } }],
  ])('%s', (_, identitySource, request) => {
    expect(getAuth(carrying(request), { identitySource }).userId).toBe('user_1');
  });

  test.each(['Authorization', '$request.header.', '$request.cookie.token', '$request.header.a b', '', 1, null])(
    'identitySource must be an expression of AWS: %j',
    (identitySource) => {
      expect(codeOf(EVENT, identitySource as string)).toBe('option-invalid options.identitySource');
    },
  );

  test('no token at all is an error that says what to set', () => {
    const error = errorOf(EVENT, elsewhere);
    expect([error.code, error.field]).toEqual(['token-missing', 'headers.x-clerk-token']);
    expect(error.message).toContain("set 'identitySource'");
    expect(codeOf(inHeader(`Basic ${TOKEN}`))).toBe('token-missing headers.authorization');
    expect(codeOf(carrying({ headers: undefined }))).toBe('token-missing headers.authorization');
    expect(codeOf(EVENT, '$request.querystring.token')).toBe('token-missing queryStringParameters.token');
  });

  test.each([
    ['joined by a comma', { authorization: `Bearer ${TOKEN},Bearer ${TOKEN}` }],
    ['in two spellings', { authorization: `Bearer ${TOKEN}`, Authorization: `Bearer ${TOKEN}` }],
  ])('two Authorization headers are ambiguous: %s', (_, headers) => {
    expect(codeOf(carrying({ headers }))).toBe('token-ambiguous headers.authorization');
  });

  // What an attacker can do where `identitySource` is not the authorizer's: API Gateway verifies one, getAuth() reads the other.
  const forged = mint(sessionClaims({ jti: 'token-1', o: { id: 'org_1', rol: 'admin' } }), HEADER);
  test.each([
    ['a header', { headers: { authorization: `Bearer ${forged}`, 'x-clerk-token': TOKEN } }],
    ['a header with other text', { headers: { authorization: forged, 'x-clerk-token': `clerk="${TOKEN}";` } }],
    ['the query string', { headers: { authorization: forged }, queryStringParameters: { token: `Bearer ${TOKEN}` } }],
  ])('a forged copy of the verified token in %s is ambiguous', (_, request) => {
    expect(codeOf(carrying(request))).toBe('token-ambiguous headers.authorization');
  });

  test('other tokens of the request do not matter', () => {
    const headers = {
      authorization: `Bearer ${TOKEN}`,
      'x-same': TOKEN,
      'x-other-session': mint(sessionClaims({ jti: 'token-1', sid: 'sess_2' })),
      'x-no-token': 'eyJ.eyJ.eyJ',
      'x-number': 1 as never,
    };
    expect(getAuth(carrying({ headers })).userId).toBe('user_1');
  });
});

describe('a text that is not a session, machine or OAuth access token of Clerk', () => {
  test.each([
    ['no JWT', 'Bearer let.me.in'],
    ['an opaque token', 'Bearer oat_2tOkEn'],
    ['an unsigned token', `Bearer ${encode({ ...HEADER, alg: 'none' })}.${encode(sessionClaims({ jti: 'token-1' }))}.`],
    ['a token of 9 KB', `Bearer ${mint(sessionClaims({ jti: 'token-1', padding: 'x'.repeat(9000) }))}`],
  ])('%s is invalid', (_, authorization) => {
    expect(codeOf(inHeader(authorization))).toBe('token-invalid headers.authorization');
  });

  test('an OAuth ID token is not an access token', () => {
    const { cat: _, ...header } = HEADER;
    const idToken = mint(sessionClaims({ sid: undefined, nbf: undefined }), header);
    expect(codeOf(jwtEvent(idToken))).toBe('token-type-mismatch headers.authorization');
  });

  test('a machine does not pass for a user', () => {
    const token = mint(sessionClaims({ sub: 'mch_1' }), { ...HEADER, cat: CATEGORY.session });
    expect(codeOf(jwtEvent(token))).toBe('token-type-mismatch headers.authorization');
  });

  test('a malformed act claim is an error: an impersonator must not pass for the user', () => {
    const event = jwtEvent(mint(sessionClaims({ act: 'user_2' })));
    expect(codeOf(event)).toBe('context-invalid requestContext.authorizer.jwt.claims.act');
  });

  test('headers must be an object', () => {
    expect(codeOf(carrying({ headers: [] as never }))).toBe('event-unsupported headers.authorization');
  });
});

test('a message names fields, and repeats nothing of the request', () => {
  const { message } = errorOf(inHeader(`Bearer ${mint(sessionClaims({ sub: 'user_secret' }))}`));
  expect(message).toBe(
    "'sub' of the token in 'headers.authorization' is not the one that API Gateway verified; set 'identitySource' to that of the authorizer [token-mismatch]",
  );
});
