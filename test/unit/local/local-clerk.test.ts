import { verifyToken } from '@clerk/backend';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { IDS } from '../../../local/clerk/ids';
import { INVALID_TOKENS, type InvalidTokenName } from '../../../local/clerk/invalid-tokens';
import { type LocalClerk, startLocalClerk } from '../../../local/clerk/local-clerk';

const AUDIENCE = 'ClerkJwtAuthorizer';
const OPTIONS = { claims: { aud: AUDIENCE } };

let clerk: LocalClerk;
beforeAll(async () => {
  clerk = await startLocalClerk();
});
afterAll(() => clerk.close());

/** Verifies with jose, which knows nothing about Clerk: it finds the keys through the discovery document, as API Gateway does. */
async function verifyWithJose(token: string) {
  const discovery = await fetch(`${clerk.frontendApiUrl}/.well-known/openid-configuration`);
  const { issuer, jwks_uri } = (await discovery.json()) as Record<string, string>;
  return jwtVerify(token, createRemoteJWKSet(new URL(jwks_uri)), {
    issuer,
    audience: AUDIENCE,
    requiredClaims: ['exp', 'iat', 'sub'],
    maxTokenAge: '1 year', // jose checks `iat` only if a maximum age is given
  });
}

function verifyWithClerk(token: string) {
  return verifyToken(token, { jwtKey: clerk.pem, issuer: clerk.frontendApiUrl, audience: AUDIENCE });
}

describe('documents', () => {
  test('the discovery documents name the instance as issuer, without a trailing slash', async () => {
    for (const name of ['openid-configuration', 'oauth-authorization-server']) {
      const response = await fetch(`${clerk.frontendApiUrl}/.well-known/${name}`);
      expect(await response.json()).toMatchObject({ issuer: clerk.frontendApiUrl });
    }
  });

  test('the JWKS lists one RSA key of 2048 bits under the id of the instance', () => {
    const [key, ...others] = clerk.jwks.keys;
    expect(others).toEqual([]);
    expect(key).toEqual({ use: 'sig', kty: 'RSA', kid: IDS.instance, alg: 'RS256', e: 'AQAB', n: expect.any(String) });
    expect(Buffer.from(key.n ?? '', 'base64url')).toHaveLength(256);
  });

  test('requests are counted by path, and unknown paths get 404', async () => {
    const response = await fetch(`${clerk.frontendApiUrl}/v1/client`);
    expect(response.status).toBe(404);
    expect(clerk.requests.get('/v1/client')).toBe(1);
  });
});

describe('valid tokens', () => {
  test.each([
    ['a session token of version 2', () => clerk.issue.session(OPTIONS)],
    [
      'a session token of version 1',
      () => clerk.issue.session({ ...OPTIONS, version: 1, organization: { role: 'admin' } }),
    ],
    ['a JWT template token', () => clerk.issue.template(OPTIONS)],
  ])('%s is accepted by jose and by @clerk/backend', async (_, issue) => {
    const token = await issue();
    expect((await verifyWithJose(token)).payload.sub).toBe(IDS.user);
    expect((await verifyWithClerk(token)).sub).toBe(IDS.user);
  });

  test('a session token expires after 60 seconds, and its header has the category of session tokens', async () => {
    const token = await clerk.issue.session({ issuedAt: 1_800_000_000, pending: true, impersonated: true });
    expect(decodeProtectedHeader(token)).toEqual({
      alg: 'RS256',
      cat: 'cl_B7d4PD111AAA',
      kid: IDS.instance,
      typ: 'JWT',
    });
    expect(decodeJwt(token)).toEqual({
      act: { iss: clerk.frontendApiUrl, sid: IDS.supportSession, sub: IDS.support },
      azp: 'http://localhost:3000',
      exp: 1_800_000_060,
      fva: [0, -1],
      iat: 1_800_000_000,
      iss: clerk.frontendApiUrl,
      nbf: 1_799_999_990,
      sid: IDS.session,
      sts: 'pending',
      sub: IDS.user,
      v: 2,
    });
  });

  test('the organization is one packed claim in version 2 and separate claims in version 1', async () => {
    const organization = {
      role: 'admin',
      permissions: ['org:dashboard:manage', 'org:dashboard:read', 'org:teams:read'],
    };
    expect(decodeJwt(await clerk.issue.session({ organization, features: 'u:export', plans: 'o:pro' }))).toMatchObject({
      fea: 'o:dashboard,o:teams,u:export',
      pla: 'o:pro',
      o: { id: IDS.organization, slg: 'acme', rol: 'admin', per: 'manage,read', fpm: '3,2' },
    });
    expect(decodeJwt(await clerk.issue.session({ organization, version: 1 }))).toMatchObject({
      org_id: IDS.organization,
      org_slug: 'acme',
      org_role: 'org:admin',
      org_permissions: organization.permissions,
    });
  });

  test('a JWT template token has no session, an OAuth token has the type at+jwt, an M2M token has a machine as subject', async () => {
    expect(decodeJwt(await clerk.issue.template())).not.toHaveProperty('sid');

    const oauth = await clerk.issue.oauth({ claims: { scope: 'reports:read' } });
    expect(decodeProtectedHeader(oauth)).toMatchObject({ typ: 'at+jwt' });
    expect(decodeJwt(oauth)).toMatchObject({ client_id: IDS.oauthClient, scope: 'reports:read' });

    const machine = await clerk.issue.machine();
    expect(decodeProtectedHeader(machine)).toMatchObject({ cat: 'cl_B7d4PD333AAA' });
    expect(decodeJwt(machine)).toMatchObject({ sub: IDS.machine });
  });
});

describe('invalid tokens', () => {
  test('a truncated signature is never base64url, whatever the signature is', async () => {
    const [, , signature] = (await clerk.issue.invalid('truncated', OPTIONS)).split('.');
    expect(signature.length % 4).toBe(1);
  });

  /** Tokens that these libraries accept: their caller has to check `sts`, or that there is an `aud`. */
  const ACCEPTED: Partial<Record<InvalidTokenName, 'by both' | 'by @clerk/backend'>> = {
    pending: 'by both',
    noAudience: 'by @clerk/backend', // it checks `aud` only if the token has one
  };
  const names = Object.keys(INVALID_TOKENS) as InvalidTokenName[];

  test.each(names.filter((name) => ACCEPTED[name] !== 'by both'))('jose refuses the token "%s"', async (name) => {
    await expect(verifyWithJose(await clerk.issue.invalid(name, OPTIONS))).rejects.toThrow();
  });

  test.each(names.filter((name) => !ACCEPTED[name]))('@clerk/backend refuses the token "%s"', async (name) => {
    // With `jwtKey`, @clerk/backend ignores the key id in the token.
    const token = await clerk.issue.invalid(name, OPTIONS);
    await expect(verifyWithClerk(token)).rejects.toThrow();
  });

  test.each(names.filter((name) => ACCEPTED[name]))('@clerk/backend accepts the token "%s"', async (name) => {
    expect((await verifyWithClerk(await clerk.issue.invalid(name, OPTIONS))).sub).toBe(IDS.user);
  });
});

describe('key rotation', () => {
  test('a token signed with the previous key is refused once the JWKS no longer lists that key', async () => {
    const rotating = await startLocalClerk();
    const verify = async (token: string) =>
      jwtVerify(token, createRemoteJWKSet(new URL(`${rotating.frontendApiUrl}/.well-known/jwks.json`)));
    try {
      const before = await rotating.issue.session();
      await rotating.rotate({ keepPrevious: true });
      await expect(verify(before)).resolves.toBeDefined();
      await expect(verify(await rotating.issue.session())).resolves.toBeDefined();

      await rotating.rotate();
      await expect(verify(before)).rejects.toThrow();
      await expect(verify(await rotating.issue.session())).resolves.toBeDefined();
    } finally {
      await rotating.close();
    }
  });
});

describe('tokens in the name of another instance', () => {
  test('have its issuer and the audience, and are signed with the local key', async () => {
    const issue = clerk.issueFor('https://clerk.example.com', AUDIENCE);
    for (const token of [await issue.session(), await issue.template(), await issue.oauth(), await issue.machine()]) {
      expect(decodeJwt(token)).toMatchObject({ iss: 'https://clerk.example.com', aud: AUDIENCE });
      expect(decodeProtectedHeader(token).kid ?? IDS.instance).toBe(IDS.instance);
    }
    const token = await issue.session({ userId: 'user_1', claims: { aud: 'another' } });
    expect(decodeJwt(token)).toMatchObject({ sub: 'user_1', aud: 'another' });
  });
});

describe('faults of the documents', () => {
  const jwks = (init?: RequestInit) => fetch(`${clerk.frontendApiUrl}/.well-known/jwks.json`, init);

  afterEach(() => clerk.setFault(undefined));

  test('unavailable', async () => {
    clerk.setFault('unavailable');
    expect((await jwks()).status).toBe(503);
  });

  test('notJson', async () => {
    clerk.setFault('notJson');
    await expect((await jwks()).json()).rejects.toThrow(SyntaxError);
  });

  test('noKeys', async () => {
    clerk.setFault('noKeys');
    expect(await (await jwks()).json()).toEqual({ keys: [] });
  });

  test('noAnswer', async () => {
    clerk.setFault('noAnswer');
    await expect(jwks({ signal: AbortSignal.timeout(200) })).rejects.toThrow('timeout');
  });
});
