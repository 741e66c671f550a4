import { createHmac, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { PolicyDocument } from '../../../../src/policy/policy-document';
import {
  CATEGORY,
  encode,
  HEADER,
  KEY,
  mint,
  NOW,
  newKey,
  OTHER_KEY,
  outcomeOf,
  policy,
  sessionClaims,
} from '../../support/handler';

const good = mint();
const [header, payload, signature] = good.split('.');

test('a good session token is granted', async () => {
  expect(await outcomeOf(good)).toBe('granted');
});

describe('form', () => {
  test.each([
    ['one part', 'abc', 'token-invalid'],
    ['two parts', `${header}.${payload}`, 'token-invalid'],
    ['four parts', `${good}.${signature}`, 'token-invalid'],
    ['an empty signature', `${header}.${payload}.`, 'token-invalid'],
    ['an empty header', `.${payload}.${signature}`, 'token-invalid'],
    ['padding', `${header}.${payload}.${signature}==`, 'token-invalid'],
    ['white space inside', `${header}\t.${payload}.${signature}`, 'token-invalid'],
    ['a letter that is cut to the right one', withCutLetter(good), 'token-invalid'],
    ['white space in what is signed', `${header}.${payload}\t.${signature}`, 'token-invalid-signature'],
    ['a line break at the end', `${good}\n`, 'token-invalid'],
    ['plus for minus', mintWithMinus().replaceAll('-', '+'), 'token-invalid'],
    ['stray bits in the last character', withStrayBits(good), 'token-invalid'],
    ['a header that is no JSON', mint(undefined, 'alg'), 'token-invalid'],
    ['a header that is a list', mint(undefined, [HEADER]), 'token-invalid'],
    ['a header that is null', mint(undefined, 'null'), 'token-invalid'],
    ['a header with a key in it', mint(undefined, { ...HEADER, jwk: OTHER_KEY.jwk }), 'token-invalid'],
    ['a header that goes on and on', mint(undefined, { ...HEADER, x: 'x'.repeat(1024) }), 'token-invalid'],
    ['a payload that is no JSON', mint('claims'), 'token-invalid'],
    [
      'a payload that is no UTF-8',
      mint(Buffer.from(JSON.stringify(sessionClaims({ x: 'é' })), 'latin1')),
      'token-invalid',
    ],
    ['a byte order mark before its claims', mint(`\ufeff${JSON.stringify(sessionClaims())}`), 'token-invalid'],
    ['a payload that is null', mint('null'), 'token-invalid'],
    ['a payload that is a list', mint([sessionClaims()]), 'token-invalid'],
    ['brackets inside brackets', mint('['.repeat(2900) + ']'.repeat(2900)), 'token-invalid'],
    ['more than 8 KB', mint(sessionClaims({ x: 'x'.repeat(6000) })), 'token-too-large'],
    ['an opaque OAuth token', 'oat_1234', 'opaque-token'],
    ['an opaque machine token', 'mt_1234', 'opaque-token'],
    ['an API key', 'ak_1234', 'opaque-token'],
    // Base64url has these letters as well, so that a good JWT may hold them by chance.
    ['the beginnings of opaque tokens further on', 'x.oat_1.mt_1.ak_1', 'token-invalid'],
  ])('fails when it has %s', async (_, token, reason) => {
    expect(await outcomeOf(token)).toBe(reason);
  });

  test('a long token is granted as long as it has at most 8 KB', async () => {
    const padding = 5820 - JSON.stringify(sessionClaims({ x: '' })).length;
    const [longest, longer] = [padding, padding + 1].map((length) =>
      mint(sessionClaims({ x: 'x'.repeat(length) }), { ...HEADER, kid: 'ins_12' }),
    );
    expect(longest.length).toBe(8192);
    expect(await outcomeOf(longest)).toBe('granted');
    expect(await outcomeOf(longer)).toBe('token-too-large');
  });

  test('a long header is granted as long as it has at most 384 characters', async () => {
    const padding = 288 - JSON.stringify({ ...HEADER, x: '' }).length;
    const [longest, longer] = [padding, padding + 1].map((length) =>
      mint(sessionClaims(), { ...HEADER, x: 'x'.repeat(length) }),
    );
    expect(longest.indexOf('.')).toBe(384);
    expect(await outcomeOf(longest)).toBe('granted');
    expect(await outcomeOf(longer)).toBe('token-invalid');
  });

  test('claims nested a thousand deep are passed on', async () => {
    const nested = `${JSON.stringify(sessionClaims()).slice(0, -1)},"x":${'['.repeat(1000)}${']'.repeat(1000)}}`;
    expect(await outcomeOf(mint(nested))).toBe('granted');
  });
});

describe('header', () => {
  test.each([
    ['alg none', { alg: 'none' }, 'token-invalid-algorithm'],
    ['alg None', { alg: 'None' }, 'token-invalid-algorithm'],
    ['alg RS512', { alg: 'RS512' }, 'token-invalid-algorithm'],
    ['alg rs256', { alg: 'rs256' }, 'token-invalid-algorithm'],
    ['alg PS256', { alg: 'PS256' }, 'token-invalid-algorithm'],
    ['a list of algorithms', { alg: ['RS256'] }, 'token-invalid-algorithm'],
    ['no alg', { alg: undefined }, 'token-invalid-algorithm'],
    ['crit', { crit: ['exp'] }, 'token-invalid'],
    ['an empty crit', { crit: [] }, 'token-invalid'],
    ['b64', { b64: false }, 'token-invalid'],
    ['another typ', { typ: 'JWE' }, 'token-invalid'],
    ['typ in lower case', { typ: 'jwt' }, 'token-invalid'],
    ['a kid that is no text', { kid: 1 }, 'token-invalid'],
    ['an unknown category', { cat: 'cl_B7d4PD444AAA' }, 'token-type-mismatch'],
    ['a category that is null', { cat: null }, 'token-type-mismatch'],
  ])('fails when it has %s', async (_, changes, reason) => {
    expect(await outcomeOf(mint(sessionClaims(), { ...HEADER, ...changes }))).toBe(reason);
  });

  test.each([
    ['no typ', { typ: undefined }],
    ['no kid', { kid: undefined }],
    ['no category', { cat: undefined }],
    ['the category that says nothing', { cat: 'cl_I7d4PD111III' }],
    ['a parameter that nobody knows', { oiat: 1 }],
    ['keys elsewhere, which are not used', { jku: 'https://evil.example.com', x5u: 'https://evil.example.com' }],
  ])('may have %s', async (_, changes) => {
    expect(await outcomeOf(mint(sessionClaims(), { ...HEADER, ...changes }))).toBe('granted');
  });
});

describe('signature', () => {
  const forged = `${header}.${encode(sessionClaims({ sub: 'user_2' }))}.${signature}`;
  const hmacInput = `${encode({ ...HEADER, alg: 'HS256' })}.${payload}`;
  const pem = KEY.publicKey.export({ format: 'pem', type: 'spki' });
  const hmac = createHmac('sha256', pem).update(hmacInput).digest('base64url');
  const sha512 = sign('RSA-SHA512', Buffer.from(`${header}.${payload}`), KEY.privateKey).toString('base64url');

  test.each([
    ['another payload', forged, 'token-invalid-signature'],
    ['another key', mint(sessionClaims(), HEADER, OTHER_KEY.privateKey), 'token-invalid-signature'],
    ['a key of another length', mint(sessionClaims(), HEADER, newKey(3072).privateKey), 'token-invalid-signature'],
    ['half a signature', `${header}.${payload}.${signature.slice(0, 172)}`, 'token-invalid-signature'],
    ['the public key as an HMAC secret', `${hmacInput}.${hmac}`, 'token-invalid-algorithm'],
    ['another hash', `${header}.${payload}.${sha512}`, 'token-invalid-signature'],
  ])('fails with %s', async (_, token, reason) => {
    expect(await outcomeOf(token)).toBe(reason);
  });

  test('is checked before anything of the payload is read', async () => {
    const token = `${header}.${encode('no JSON')}.${signature}`;
    expect(await outcomeOf(token)).toBe('token-invalid-signature');
  });

  test('any of several keys may have made it, whatever the kid', async () => {
    const keys = [OTHER_KEY.jwk, KEY.jwk];
    expect(await outcomeOf(good, policy({ keys }))).toBe('granted');
    expect(await outcomeOf(mint(sessionClaims(), HEADER, OTHER_KEY.privateKey), policy({ keys }))).toBe('granted');
  });
});

describe('claims', () => {
  test.each([
    ['another issuer', { iss: 'https://evil.example.com' }, 'token-invalid-issuer'],
    ['a slash after the issuer', { iss: `${sessionClaims().iss}/` }, 'token-invalid-issuer'],
    ['a list of issuers', { iss: [sessionClaims().iss] }, 'token-invalid-issuer'],
    ['no issuer', { iss: undefined }, 'token-invalid-issuer'],
    ['no exp', { exp: undefined }, 'token-verification-failed'],
    ['an exp that is text', { exp: String(NOW + 60) }, 'token-verification-failed'],
    ['an exp that is null', { exp: null }, 'token-verification-failed'],
    ['an exp 5 seconds ago', { exp: NOW - 5 }, 'token-expired'],
    ['an nbf in 6 seconds', { nbf: NOW + 6 }, 'token-not-active-yet'],
    ['an nbf that is text', { nbf: '0' }, 'token-verification-failed'],
    ['an nbf that is null', { nbf: null }, 'token-verification-failed'],
    ['an iat in 6 seconds', { iat: NOW + 6 }, 'token-iat-in-the-future'],
    ['an iat that is text', { iat: '0' }, 'token-verification-failed'],
    ['no sub', { sub: undefined }, 'token-verification-failed'],
    ['an empty sub', { sub: '' }, 'token-verification-failed'],
    ['a sub that is a number', { sub: 1 }, 'token-verification-failed'],
    ['no aud', { aud: undefined }, 'audience-missing'],
    ['another aud', { aud: 'other' }, 'audience-mismatch'],
    ['an aud that starts like ours', { aud: 'api2' }, 'audience-mismatch'],
    ['a list of other audiences', { aud: ['other', 'another'] }, 'audience-mismatch'],
    ['an empty list of audiences', { aud: [] }, 'audience-mismatch'],
    ['a list that is not of texts only', { aud: ['api', 1] }, 'audience-mismatch'],
    ['an aud that is null', { aud: null }, 'audience-mismatch'],
    ['an aud that is an object', { aud: { api: true } }, 'audience-mismatch'],
    ['an aud that would do as client_id', { aud: undefined, client_id: 'api' }, 'audience-missing'],
    ['a pending session', { sts: 'pending' }, 'session-pending'],
    ['a status that nobody knows', { sts: 'revoked' }, 'session-pending'],
  ])('fail with %s', async (_, changes, reason) => {
    expect(await outcomeOf(mint(sessionClaims(changes)))).toBe(reason);
  });

  test.each([
    ['an exp 4 seconds ago', { exp: NOW - 4 }],
    ['an nbf in 5 seconds', { nbf: NOW + 5 }],
    ['an iat in 5 seconds', { iat: NOW + 5 }],
    ['no nbf, iat or sts', { nbf: undefined, iat: undefined, sts: undefined }],
    ['our aud among others', { aud: ['other', 'api'] }],
    ['an azp, as nobody asked for one', { azp: 'https://evil.example.com' }],
    ['an act claim, as nobody asked to deny it', { act: { sub: 'user_2' } }],
  ])('may have %s', async (_, changes) => {
    expect(await outcomeOf(mint(sessionClaims(changes)))).toBe('granted');
  });

  test('an exp beyond all numbers is no number', async () => {
    const json = JSON.stringify(sessionClaims()).replace(/"exp":\d+/, '"exp":1e999');
    expect(await outcomeOf(mint(json))).toBe('token-verification-failed');
  });

  test('claims that an object would only inherit are missing', async () => {
    const json = JSON.stringify(sessionClaims({ exp: undefined, x: 0 })).replace(
      '"x":0',
      `"__proto__":{"exp":${NOW + 60}}`,
    );
    expect(await outcomeOf(mint(json))).toBe('token-verification-failed');
  });
});

describe('what the policy adds', () => {
  const parties: Partial<PolicyDocument> = { authorizedParties: ['https://app.example.com', 'chrome-extension://abc'] };
  const lenient: Partial<PolicyDocument> = { ...parties, allowMissingAzp: true };

  test.each([
    ['a known azp', parties, {}, 'granted'],
    ['another azp', parties, { azp: 'https://app.example.com.evil.example' }, 'token-invalid-authorized-parties'],
    ['an azp with a slash', parties, { azp: 'https://app.example.com/' }, 'token-invalid-authorized-parties'],
    ['an azp in a list', parties, { azp: ['https://app.example.com'] }, 'token-invalid-authorized-parties'],
    ['no azp', parties, { azp: undefined }, 'token-invalid-authorized-parties'],
    ['no azp, which is allowed', lenient, { azp: undefined }, 'granted'],
    ['an azp that is null, although it may be missing', lenient, { azp: null }, 'token-invalid-authorized-parties'],
    ['an empty azp, although it may be missing', lenient, { azp: '' }, 'token-invalid-authorized-parties'],
    [
      'another azp, although it may be missing',
      lenient,
      { azp: 'https://evil.example' },
      'token-invalid-authorized-parties',
    ],
    ['impersonation, which is denied', { denyImpersonation: true }, { act: { sub: 'user_2' } }, 'impersonation-denied'],
    ['no impersonation', { denyImpersonation: true }, {}, 'granted'],
  ] as const)('%s', async (_, changes, claims, reason) => {
    expect(await outcomeOf(mint(sessionClaims(claims)), policy(changes as Partial<PolicyDocument>))).toBe(reason);
  });
});

describe('kind of token', () => {
  const bare = { alg: 'RS256', typ: 'JWT', kid: 'ins_1' };
  const sessionless = sessionClaims({ sid: undefined, fva: undefined, sts: undefined, v: undefined });
  const idToken = { ...sessionless, nbf: undefined, azp: undefined };
  const machine = { ...sessionless, sub: 'mch_1', azp: undefined };
  const oauth = { ...sessionless, azp: undefined, client_id: 'client', scope: 'openid' };
  const tokens = {
    session: mint(sessionClaims(), { ...bare, cat: CATEGORY.session }),
    'session without a category': mint(sessionClaims(), bare),
    template: mint(sessionless, { ...bare, cat: CATEGORY.template }),
    'template without a category': mint(sessionless, bare),
    m2m: mint(machine, { ...bare, cat: CATEGORY.m2m }),
    'm2m without a category': mint(machine, bare),
    oauth: mint(oauth, { ...bare, typ: 'at+jwt' }),
    'oauth in long': mint(oauth, { ...bare, typ: 'application/at+jwt' }),
  };

  test.each(Object.entries(tokens))('%s is accepted as what it is, and as nothing else', async (name, token) => {
    const kind = name.split(' ')[0] as PolicyDocument['tokenKinds'][number];
    const others = (['session', 'template', 'm2m', 'oauth'] as const).filter((other) => other !== kind);
    expect(await outcomeOf(token, policy({ tokenKinds: [kind] }))).toBe('granted');
    expect(await outcomeOf(token, policy({ tokenKinds: others }))).toBe('token-type-mismatch');
  });

  test.each([
    ['an OAuth ID token', mint(idToken, bare)],
    ['a session without sid', mint(sessionless, { ...bare, cat: CATEGORY.session })],
    ['a session whose sid is empty', mint(sessionClaims({ sid: '' }), bare)],
    ['a session of a machine', mint({ ...sessionClaims(), sub: 'mch_1' }, { ...bare, cat: CATEGORY.session })],
    ['a machine token of a user', mint(sessionClaims(), { ...bare, cat: CATEGORY.m2m })],
    ['an access token with a category', mint(oauth, { ...bare, typ: 'at+jwt', cat: CATEGORY.session })],
    ['an access token of a machine', mint(machine, { ...bare, typ: 'at+jwt' })],
    ['somebody who is neither user nor machine', mint(sessionClaims({ sub: 'org_1' }), bare)],
  ])('%s is accepted as nothing', async (_, token) => {
    const everything = policy({ tokenKinds: ['session', 'template', 'm2m', 'oauth'] });
    expect(await outcomeOf(token, everything)).toBe('token-type-mismatch');
  });

  test.each([
    ['client_id counts for an OAuth token without aud', { aud: undefined, client_id: 'api' }, 'granted'],
    ['a list of clients is none', { aud: undefined, client_id: ['api'] }, 'audience-mismatch'],
    ['client_id does not count beside aud', { aud: 'other', client_id: 'api' }, 'audience-mismatch'],
    ['another client_id', { aud: undefined, client_id: 'other' }, 'audience-mismatch'],
    ['neither', { aud: undefined, client_id: undefined }, 'audience-missing'],
  ])('%s', async (_, changes, reason) => {
    const token = mint({ ...oauth, ...changes }, { ...bare, typ: 'at+jwt' });
    expect(await outcomeOf(token, policy({ tokenKinds: ['oauth'] }))).toBe(reason);
  });
});

/** Its signature is of `A` to whoever looks at the lower byte of each letter only. */
function withCutLetter(token: string): string {
  const [first, second, third] = token.split('.');
  return [first, second.replace('A', '\u0141'), third].join('.');
}

/** The signature is valid, and has a `-` that another alphabet would write as `+`. */
function mintWithMinus(): string {
  for (let jti = 0; ; jti++) {
    const token = mint(sessionClaims({ jti }));
    if (token.split('.')[2].includes('-')) return token;
  }
}

/** A signature of 256 bytes leaves four bits of its last character unused; this sets one of them. */
function withStrayBits(token: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return token.slice(0, -1) + alphabet[alphabet.indexOf(token.at(-1) as string) + 1];
}
