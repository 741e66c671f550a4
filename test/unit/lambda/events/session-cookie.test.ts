import { describe, expect, test } from 'vitest';
import { sessionCookie } from '../../../../lambda/events/session-cookie';
import { encode, HEADER, ISSUER, NOW, sessionClaims } from '../../support/handler';

/** The suffix that follows from the publishable key of `ISSUER`. */
const EXACT = '__session_ik0YUZ_r';
const OTHER = '__session_12345678';

const token = (changes: object) => `${encode(HEADER)}.${encode(sessionClaims({ ...changes }))}.x`;
const older = token({ iat: NOW - 30, sub: 'older' });
const newer = token({ iat: NOW, sub: 'newer' });
const foreign = token({ iss: 'https://other.clerk.accounts.dev', iat: NOW + 1 });
const find = (...cookies: string[]) => sessionCookie([cookies.join('; ')], '__session', { issuer: ISSUER });

describe('the session cookie', () => {
  test.each<[string, string[], string | undefined]>([
    ['is the plain one', [`__session=${older}`], older],
    ['is the one with the suffix of the instance', [`${EXACT}=${older}`], older],
    ['is the newer one, which is plain', [`__session=${newer}`, `${EXACT}=${older}`], newer],
    ['is the newer one, which has the suffix', [`__session=${older}`, `${EXACT}=${newer}`], newer],
    ['is the newer one in any order', [`${EXACT}=${older}`, `__session=${newer}`], newer],
    ['has the suffix if both are equally old', [`__session=${token({ sub: 'x' })}`, `${EXACT}=${newer}`], newer],
    ['has the suffix if the other has no time', [`__session=${token({ iat: '9' })}`, `${EXACT}=${older}`], older],
    ['is plain if the other is no token', [`__session=${older}`, `${EXACT}=x`], older],
    ['never has another suffix', [`${OTHER}=${newer}`], undefined],
    ['is not changed by another suffix', [`${OTHER}=${newer}`, `__session=${older}`], older],
    ['is not one of another instance', [`__session=${foreign}`], undefined],
    ['is not changed by another instance', [`__session=${foreign}`, `${OTHER}=${foreign}`, `${EXACT}=${older}`], older],
    ['is the first of its name', [`__session=${older}`, `__session=${newer}`], older],
    ['is missing if the first of its name is empty', ['__session=', `__session=${newer}`], undefined],
    ['is the first that has a value', ['__session', `__session=${older}`], older],
    ['is missing if it has no value', ['__session', EXACT], undefined],
    ['is missing if there are no cookies', [], undefined],
    ['may stand in white space', ['a=b', ` \t__session\t= ${older} \t`], older],
  ])('%s', (_, cookies, expected) => {
    expect(find(...cookies)).toBe(expected);
  });

  test('is the plain one if that is something else, which Clerk refuses too', () => {
    for (const value of ['firebase', 'a.b.c', foreign.split('.', 2).join('.'), `${foreign}.x`]) {
      expect(find(`__session=${value}`, `${EXACT}=${newer}`)).toBe(value);
    }
    const withoutIssuer = token({ iss: undefined });
    expect(find(`__session=${withoutIssuer}`, `${EXACT}=${newer}`)).toBe(withoutIssuer);
  });

  test.each([
    ...['__SESSION', 'x__session', '__sessionx', '__session-ik0YUZ_r', '__session_ik0YUZ_R'],
    ...['\u00a0__session', '__ses sion'],
  ])('is not %s', (name) => expect(find(`${name}=${newer}`)).toBeUndefined());

  test('may have another name', () => {
    expect(sessionCookie([`auth=${newer}; __session=${older}`], 'auth', { issuer: ISSUER })).toBe(newer);
  });

  test('may be in any of several headers', () => {
    expect(sessionCookie(['a=b', `__session=${older}`], '__session', { issuer: ISSUER })).toBe(older);
  });
});

/** The suffixes are those of `getCookieSuffix(buildPublishableKey(host))` in Clerk's SDK. */
test.each([
  ['https://clerk.example.com', undefined, 'naoXFJnI'],
  ['https://sensible-skunk-49.clerk.accounts.dev', undefined, 'ik0YUZ_r'],
  ['https://a-b-1.clerk.accountsstage.dev', undefined, 'lYrXQ8jV'],
  ['https://clerk.foo-1.lcl.dev', undefined, 'tyMhTmPE'],
  ['https://clerk.a.lclclerk.com', undefined, '_ucCecvB'],
  ['https://clerk.foo.prod.lclclerk.com', undefined, '2wvjgcLU'],
  ['https://x.a-b-1.clerk.accounts.dev', undefined, 'vZuGrZNi'],
  ['https://a-b-1.clerk.accounts.dev.example.org', undefined, 'eTRjhhLe'],
  ['https://x.clerk.a.lcl.dev', undefined, '56tJHvla'],
  ['https://clerk.a.lcl.dev.example.org', undefined, 'wTFAZJiJ'],
  ['http://localhost:3000', undefined, 'CdwStDOJ'],
  ['https://clerk.example.com', 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k=', 'ISm-ioWa'],
  ['https://example.com/__clerk', 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k', 'naoXFJnI'],
])('the cookie of %s with the key %s has the suffix %s', (issuer, publishableKey, suffix) => {
  const cookie = `__session_${suffix}=${newer}`;
  expect(sessionCookie([cookie], '__session', { issuer, publishableKey })).toBe(newer);
});

test.each([' '.repeat(100_000), '=;'.repeat(50_000), `a${'\t'.repeat(100_000)}b=c`])(
  'a long header takes no time',
  (text) => {
    expect(sessionCookie([text, `__session=${newer}`], '__session', { issuer: ISSUER })).toBe(newer);
  },
);
