import type { APIGatewayProxyEventV2, CdkCustomResourceEvent } from 'aws-lambda';
import { createLocalJWKSet, importJWK, jwtVerify, SignJWT } from 'jose';
import { afterEach, expect, test } from 'vitest';
import { handler as documents } from '../../integ/support/documents';
import { handler as keyPair } from '../../integ/support/key-pair';

const HOST = 'a1b2c3.execute-api.us-east-1.amazonaws.com';

async function newKeyPair() {
  const { Data, NoEcho } = await keyPair({ RequestType: 'Create' } as CdkCustomResourceEvent);
  expect(NoEcho).toBe(true);
  return Data as { publicJwk: string; privateJwk: string };
}

function get(rawPath: string) {
  return documents({ rawPath, requestContext: { domainName: HOST } } as APIGatewayProxyEventV2);
}

afterEach(() => {
  process.env.PUBLIC_JWK = undefined;
});

test('the issuer publishes the key that signs, and not the private key', async () => {
  const { publicJwk, privateJwk } = await newKeyPair();
  process.env.PUBLIC_JWK = publicJwk;
  const jwks = (await get('/.well-known/jwks.json')) as Parameters<typeof createLocalJWKSet>[0];
  const key = await importJWK(JSON.parse(privateJwk), 'RS256');
  const { kid } = JSON.parse(publicJwk);
  const token = await new SignJWT({ sub: 'user_1' }).setProtectedHeader({ alg: 'RS256', kid }).sign(key);

  expect((await jwtVerify(token, createLocalJWKSet(jwks))).payload.sub).toBe('user_1');
  expect(JSON.parse(publicJwk)).not.toHaveProperty('d');
});

test('two stacks have different keys, and a deletion makes none', async () => {
  expect((await newKeyPair()).publicJwk).not.toBe((await newKeyPair()).publicJwk);
  expect(await keyPair({ RequestType: 'Delete' } as CdkCustomResourceEvent)).toEqual({});
});

test('the documents name the URL at which they are', async () => {
  expect(await get('/.well-known/openid-configuration')).toMatchObject({
    issuer: `https://${HOST}`,
    jwks_uri: `https://${HOST}/.well-known/jwks.json`,
  });
  expect(await get('/.well-known/another')).toEqual({ statusCode: 404 });
});
