import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { INVALID_TOKENS } from '../../../../local/clerk/invalid-tokens';
import { AUDIENCE, ClerkPage } from '../../support/clerk-page';

let page: ClerkPage;

beforeAll(async () => {
  page = await ClerkPage.start();
});
afterAll(async () => {
  await page.close();
  await page.clerk.close();
});

describe('mint', () => {
  test('signs a token with the claims of the form', async () => {
    const { token } = await page.act('mint', {
      frontendApiUrl: 'https://clerk.example.com',
      audience: AUDIENCE,
      user: 'user_1',
      organization: 'org_1',
      role: 'org:admin',
      permissions: 'org:invoices:create, org:invoices:read',
      features: 'u:export',
      plan: 'u:pro',
      metadata: '{"level":3}',
      age: '20',
      flaw: '',
    });
    const { payload } = await jwtVerify(token, createLocalJWKSet(page.clerk.jwks));
    expect(payload).toMatchObject({
      iss: 'https://clerk.example.com',
      aud: AUDIENCE,
      sub: 'user_1',
      o: { id: 'org_1', rol: 'admin', per: 'create,read', fpm: '3' },
      fea: 'o:invoices,u:export',
      pla: 'u:pro',
      metadata: { level: 3 },
    });
    expect(Date.now() / 1000 - (payload.iat ?? 0)).toBeGreaterThanOrEqual(20);
  });

  test.each([
    [
      'template',
      { user: 'user_1', claims: '{"level":3}' },
      { cat: 'cl_B7d4PD222AAA' },
      { sub: 'user_1', level: 3, aud: AUDIENCE },
    ],
    [
      'oauth',
      { user: 'user_1', scopes: 'reports:read, openid' },
      { typ: 'at+jwt' },
      { sub: 'user_1', scope: 'reports:read openid', aud: AUDIENCE },
    ],
    ['m2m', { machine: 'mch_1', claims: '{"aud":"b"}' }, { cat: 'cl_B7d4PD333AAA' }, { sub: 'mch_1', aud: 'b' }],
    [
      'session',
      { metadata: '{"level":3}', claims: '{"plan":"pro"}' },
      { cat: 'cl_B7d4PD111AAA' },
      { metadata: { level: 3 }, plan: 'pro' },
    ],
  ])(
    'signs a token of the kind %s, and the explanation says that it is let in',
    async (kind, fields, header, claims) => {
      const { token } = await page.act('mint', { kind, audience: AUDIENCE, age: '20', ...fields });
      const verified = await jwtVerify(token, createLocalJWKSet(page.clerk.jwks));
      expect(verified.protectedHeader).toMatchObject(header);
      expect(verified.payload).toMatchObject(claims);
      expect(Date.now() / 1000 - (verified.payload.iat ?? 0)).toBeGreaterThanOrEqual(20);
      const audience = String(verified.payload.aud);
      const { explanation } = await page.act('send', { token, kind, audience, apiUrl: page.clerk.frontendApiUrl });
      expect(explanation).toMatch(/^The token is let in$/m);
    },
  );

  test.each(['session', 'template', 'oauth', 'm2m'])('the page offers the kind %s', async (kind) => {
    expect((await page.call('GET', '/', { host: page.host })).text).toContain(`<option value="${kind}">`);
    const { token } = await page.act('mint', { kind });
    for (const claim of ['iss', 'sub', 'exp']) expect(decodeJwt(token)).toHaveProperty(claim);
  });

  test('leaves out what is not filled in', async () => {
    const { token } = await page.act('mint');
    const claims = decodeJwt(token);
    expect(claims.iss).toBe(page.clerk.frontendApiUrl);
    for (const claim of ['aud', 'o', 'fea', 'pla', 'metadata']) expect(claims).not.toHaveProperty(claim);
  });

  test.each(Object.keys(INVALID_TOKENS))(
    'a token with the flaw %s is refused, and the explanation says so',
    async (flaw) => {
      const { token } = await page.act('mint', { audience: AUDIENCE, flaw });
      const { explanation } = await page.act('send', { token, audience: AUDIENCE, apiUrl: page.clerk.frontendApiUrl });
      expect(explanation).toMatch(/^The token is refused: 40[13] /m);
    },
  );

  test.each([
    [{ age: 'old' }, 'The age is a number of seconds, such as 0 or 120.'],
    [{ age: '-5' }, 'The age is a number of seconds, such as 0 or 120.'],
    [{ flaw: 'toString' }, 'There is no such flaw.'],
    [{ metadata: '[1]' }, 'The metadata is a JSON object, such as {"role":"admin"}.'],
    [{ metadata: '{role}' }, 'The metadata is a JSON object, such as {"role":"admin"}.'],
    [{ claims: '3' }, 'The custom claims are a JSON object, such as {"role":"admin"}.'],
    [{ kind: 'm2m', claims: '{' }, 'The custom claims are a JSON object, such as {"role":"admin"}.'],
    [{ kind: 'oauth', age: '1.5' }, 'The age is a number of seconds, such as 0 or 120.'],
    [{ kind: 'id' }, 'The kind of token is one of session, template, oauth, m2m.'],
    [{ permissions: 'create' }, 'Permissions are written as in the Clerk Dashboard, such as org:invoices:create.'],
  ])('%j is refused with a sentence', async (fields, error) => {
    expect(await page.act('mint', fields)).toEqual({ status: 400, error });
  });
});
