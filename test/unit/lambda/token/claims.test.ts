import { describe, expect, test } from 'vitest';
import type { PolicyDocument } from '../../../../src/policy/policy-document';
import { mint, NOW, outcomeOf, policy, sessionClaims } from '../../support/handler';

describe('the claims', () => {
  test.each([
    ['another issuer', { iss: 'https://evil.example.com' }, 'token-invalid-issuer'],
    ['a slash after the issuer', { iss: `${sessionClaims().iss}/` }, 'token-invalid-issuer'],
    ['a list of issuers', { iss: [sessionClaims().iss] }, 'token-invalid-issuer'],
    ['no issuer', { iss: undefined }, 'token-invalid-issuer'],
    ['no exp', { exp: undefined }, 'token-verification-failed'],
    ['an exp that is a string', { exp: String(NOW + 60) }, 'token-verification-failed'],
    ['an exp that is null', { exp: null }, 'token-verification-failed'],
    ['an exp 5 seconds ago', { exp: NOW - 5 }, 'token-expired'],
    ['an nbf in 6 seconds', { nbf: NOW + 6 }, 'token-not-active-yet'],
    ['an nbf that is a string', { nbf: '0' }, 'token-verification-failed'],
    ['an nbf that is null', { nbf: null }, 'token-verification-failed'],
    ['an iat in 6 seconds', { iat: NOW + 6 }, 'token-iat-in-the-future'],
    ['an iat that is a string', { iat: '0' }, 'token-verification-failed'],
    ['no sub', { sub: undefined }, 'token-verification-failed'],
    ['an empty sub', { sub: '' }, 'token-verification-failed'],
    ['a sub that is a number', { sub: 1 }, 'token-verification-failed'],
    ['no aud', { aud: undefined }, 'audience-missing'],
    ['another aud', { aud: 'other' }, 'audience-mismatch'],
    ['an aud that starts like ours', { aud: 'api2' }, 'audience-mismatch'],
    ['a list of other audiences', { aud: ['other', 'another'] }, 'audience-mismatch'],
    ['an empty list of audiences', { aud: [] }, 'audience-mismatch'],
    ['a list with an item that is not a string', { aud: ['api', 1] }, 'audience-mismatch'],
    ['an aud that is null', { aud: null }, 'audience-mismatch'],
    ['an aud that is an object', { aud: { api: true } }, 'audience-mismatch'],
    ['a client_id instead of aud', { aud: undefined, client_id: 'api' }, 'audience-missing'],
    ['a pending session', { sts: 'pending' }, 'session-pending'],
    ['an unknown session status', { sts: 'revoked' }, 'session-pending'],
  ])('are refused with %s', async (_, changes, reason) => {
    expect(await outcomeOf(mint(sessionClaims(changes)))).toBe(reason);
  });

  test.each([
    ['an exp 4 seconds ago', { exp: NOW - 4 }],
    ['an nbf in 5 seconds', { nbf: NOW + 5 }],
    ['an iat in 5 seconds', { iat: NOW + 5 }],
    ['no nbf, iat or sts', { nbf: undefined, iat: undefined, sts: undefined }],
    ['our aud among others', { aud: ['other', 'api'] }],
    ['any azp, as the policy does not check it', { azp: 'https://evil.example.com' }],
    ['an act claim, as the policy does not deny impersonation', { act: { sub: 'user_2' } }],
  ])('are accepted with %s', async (_, changes) => {
    expect(await outcomeOf(mint(sessionClaims(changes)))).toBe('granted');
  });

  test('are refused with an exp that exceeds the range of numbers', async () => {
    const json = JSON.stringify(sessionClaims()).replace(/"exp":\d+/, '"exp":1e999');
    expect(await outcomeOf(mint(json))).toBe('token-verification-failed');
  });

  test('are not read from a prototype', async () => {
    const json = JSON.stringify(sessionClaims({ exp: undefined, x: 0 })).replace(
      '"x":0',
      `"__proto__":{"exp":${NOW + 60}}`,
    );
    expect(await outcomeOf(mint(json))).toBe('token-verification-failed');
  });
});

describe('a policy that checks azp or act', () => {
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
  ] as const)('decides about %s', async (_, changes, claims, reason) => {
    expect(await outcomeOf(mint(sessionClaims(claims)), policy(changes as Partial<PolicyDocument>))).toBe(reason);
  });
});
