import { verifyToken } from '@clerk/backend';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IDS, type LocalClerk, startLocalClerk, VARIANTS, type VariantName } from '../../../local/clerk';

const AUDIENCE = 'ClerkJwtAuthorizer';
const OPTIONS = { claims: { aud: AUDIENCE } };

let clerk: LocalClerk;
beforeAll(async () => {
  clerk = await startLocalClerk();
});
afterAll(() => clerk.close());

/** jose knows nothing of Clerk: it finds the keys by the discovery document, as API Gateway does. */
async function verifyWithJose(token: string) {
  const discovery = await fetch(`${clerk.frontendApiUrl}/.well-known/openid-configuration`);
  const { issuer, jwks_uri } = (await discovery.json()) as Record<string, string>;
  return jwtVerify(token, createRemoteJWKSet(new URL(jwks_uri)), {
    issuer,
    audience: AUDIENCE,
    requiredClaims: ['exp', 'iat', 'sub'],
    maxTokenAge: '1 year', // jose looks at `iat` only together with an age
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

  test('requests are counted by path, and unknown paths are 404', async () => {
    const response = await fetch(`${clerk.frontendApiUrl}/v1/client`);
    expect(response.status).toBe(404);
    expect(clerk.requests.get('/v1/client')).toBe(1);
  });
});

describe('tokens that Clerk would make', () => {
  test.each([
    ['a session, version 2', () => clerk.mint.session(OPTIONS)],
    ['a session, version 1', () => clerk.mint.session({ ...OPTIONS, version: 1, organization: { role: 'admin' } })],
    ['a JWT template', () => clerk.mint.template(OPTIONS)],
  ])('%s is accepted by jose and by @clerk/backend', async (_, mint) => {
    const token = await mint();
    expect((await verifyWithJose(token)).payload.sub).toBe(IDS.user);
    expect((await verifyWithClerk(token)).sub).toBe(IDS.user);
  });

  test('a session lives for 60 seconds and says which category it is', async () => {
    const token = await clerk.mint.session({ issuedAt: 1_800_000_000, pending: true, impersonated: true });
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

  test('an organization is packed in version 2 and spelled out in version 1', async () => {
    const organization = {
      role: 'admin',
      permissions: ['org:dashboard:manage', 'org:dashboard:read', 'org:teams:read'],
    };
    expect(decodeJwt(await clerk.mint.session({ organization, features: 'u:export', plans: 'o:pro' }))).toMatchObject({
      fea: 'o:dashboard,o:teams,u:export',
      pla: 'o:pro',
      o: { id: IDS.organization, slg: 'acme', rol: 'admin', per: 'manage,read', fpm: '3,2' },
    });
    expect(decodeJwt(await clerk.mint.session({ organization, version: 1 }))).toMatchObject({
      org_id: IDS.organization,
      org_slug: 'acme',
      org_role: 'org:admin',
      org_permissions: organization.permissions,
    });
  });

  test('a JWT template has no session, an OAuth token is at+jwt, a machine token names a machine', async () => {
    expect(decodeJwt(await clerk.mint.template())).not.toHaveProperty('sid');

    const oauth = await clerk.mint.oauth({ claims: { scope: 'reports:read' } });
    expect(decodeProtectedHeader(oauth)).toMatchObject({ typ: 'at+jwt' });
    expect(decodeJwt(oauth)).toMatchObject({ client_id: IDS.oauthClient, scope: 'reports:read' });

    const machine = await clerk.mint.machine();
    expect(decodeProtectedHeader(machine)).toMatchObject({ cat: 'cl_B7d4PD333AAA' });
    expect(decodeJwt(machine)).toMatchObject({ sub: IDS.machine });
  });
});

describe('tokens with one thing wrong', () => {
  /** What neither party looks at by itself: whoever uses them has to. */
  const UNSEEN: Partial<Record<VariantName, 'both' | 'clerk'>> = {
    pending: 'both', // a matter of `sts`
    noAudience: 'clerk', // @clerk/backend checks `aud` only where there is one
  };
  const names = Object.keys(VARIANTS) as VariantName[];

  test.each(names.filter((name) => UNSEEN[name] !== 'both'))('jose refuses one that is %s', async (name) => {
    await expect(verifyWithJose(await clerk.mint.variant(name, OPTIONS))).rejects.toThrow();
  });

  test.each(names.filter((name) => !UNSEEN[name]))('@clerk/backend refuses one that is %s', async (name) => {
    // It prefers the key it was given to the one the token names.
    const token = await clerk.mint.variant(name, OPTIONS);
    await expect(verifyWithClerk(token)).rejects.toThrow();
  });

  test.each(names.filter((name) => UNSEEN[name]))('@clerk/backend accepts one that is %s', async (name) => {
    expect((await verifyWithClerk(await clerk.mint.variant(name, OPTIONS))).sub).toBe(IDS.user);
  });
});

describe('rotation', () => {
  test('a token of the key before is refused, unless the JWKS goes on listing it', async () => {
    const rotating = await startLocalClerk();
    const verify = async (token: string) =>
      jwtVerify(token, createRemoteJWKSet(new URL(`${rotating.frontendApiUrl}/.well-known/jwks.json`)));
    try {
      const before = await rotating.mint.session();
      await rotating.rotate({ keepPrevious: true });
      await expect(verify(before)).resolves.toBeDefined();
      await expect(verify(await rotating.mint.session())).resolves.toBeDefined();

      await rotating.rotate();
      await expect(verify(before)).rejects.toThrow();
      await expect(verify(await rotating.mint.session())).resolves.toBeDefined();
    } finally {
      await rotating.close();
    }
  });
});
