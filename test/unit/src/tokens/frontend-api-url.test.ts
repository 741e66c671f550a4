import { CfnParameter, Lazy } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { describe, expect, test } from 'vitest';
import { ClerkHttpJwtAuthorizer } from '../../../../src';
import { FRONTEND_API_URL, newApi, newIntegration, newStack } from '../../support/stack';

const create = (frontendApiUrl: string) => () =>
  new ClerkHttpJwtAuthorizer('Clerk', { frontendApiUrl, audience: ['a'] });
const line = `frontendApiUrl: '${FRONTEND_API_URL}'`;
const host = 'sensible-skunk-49.clerk.accounts.dev';

describe('an invalid frontendApiUrl fails with its id and the corrected line', () => {
  test.each([
    ['trailingSlash', `${FRONTEND_API_URL}/`, line],
    ['path', `${FRONTEND_API_URL}/v1`, line],
    ['path', 'https://example.com/__clerk', 'what the claim `iss` of a session token says'],
    ['query', 'https://example.com/__clerk?x', 'what the claim `iss` of a session token says'],
    ['noScheme', 'example.com/__clerk', 'what the claim `iss` of a session token says'],
    ['path', 'https://clerk.example.com/__clerk/', "frontendApiUrl: 'https://clerk.example.com'"],
    ['query', `${FRONTEND_API_URL}?x=1`, line],
    ['query', `${FRONTEND_API_URL}/#`, line],
    ['wellKnown', `${FRONTEND_API_URL}/.well-known/jwks.json`, line],
    ['wellKnown', `${FRONTEND_API_URL}/.well-known/openid-configuration`, line],
    ['notHttps', `http://${host}`, line],
    ['notHttps', `http://${host}/`, line],
    ['notHttps', `ftp://${host}`, line],
    ['noScheme', host, line],
    ['noScheme', `${host}/`, line],
    ['publishableKey', 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k', "frontendApiUrl: 'https://clerk.example.com'"],
    [
      'publishableKey',
      'pk_test_Zm9vLWJhci0xMy5jbGVyay5hY2NvdW50cy5kZXYk',
      "frontendApiUrl: 'https://foo-bar-13.clerk.accounts.dev'",
    ],
    ['publishableKey', 'pk_test_bm90IGEgaG9zdA', 'copied from the Clerk Dashboard'],
    ['accountPortal', 'https://sensible-skunk-49.accounts.dev', line],
    ['accountPortal', 'https://accounts.example.com', "frontendApiUrl: 'https://clerk.example.com'"],
    ['clerkHost', 'https://api.clerk.com', 'copied from the Clerk Dashboard'],
    ['clerkHost', 'https://dashboard.clerk.com/apps/x', 'copied from the Clerk Dashboard'],
    ['host', 'https://skunk', 'copied from the Clerk Dashboard'],
    ['host', 'https://192.168.1.1', 'copied from the Clerk Dashboard'],
    ['port', `${FRONTEND_API_URL}:8443`, line],
    ['spelling', 'https://Sensible-Skunk-49.clerk.accounts.dev', line],
    ['spelling', `${FRONTEND_API_URL}:443`, line],
    ['spelling', ` ${FRONTEND_API_URL}`, line],
    ['spelling', `https://${host}.`, line],
    ['malformed', 'https://', 'copied from the Clerk Dashboard'],
    ['malformed', 'my clerk', 'copied from the Clerk Dashboard'],
    ['missing', '', 'copied from the Clerk Dashboard'],
    ['missing', undefined as unknown as string, 'copied from the Clerk Dashboard'],
  ])('%s: %s', (slug, value, fix) => {
    expect(create(value)).toThrow(`[cdk-clerk-authorizer:FrontendApiUrl.${slug}]`);
    expect(create(value)).toThrow(fix);
  });

  test('the message contains the rule, the given value and the corrected line', () => {
    expect(create(`${FRONTEND_API_URL}/`)).toThrow(
      `'frontendApiUrl' must not end with a slash, because Clerk's \`iss\` does not, got "${FRONTEND_API_URL}/"; ` +
        `write frontendApiUrl: '${FRONTEND_API_URL}' [cdk-clerk-authorizer:FrontendApiUrl.trailingSlash]`,
    );
  });

  test('the message never repeats a secret', () => {
    expect(create('sk_live_verysecret')).toThrow('[cdk-clerk-authorizer:FrontendApiUrl.secretKey]');
    expect(create('sk_live_verysecret')).not.toThrow('verysecret');
    expect(create(`https://user:verysecret@${host}`)).toThrow('[cdk-clerk-authorizer:FrontendApiUrl.credentials]');
    expect(create(`https://user:verysecret@${host}`)).not.toThrow('verysecret');
  });

  test('no resource is created', () => {
    const stack = newStack();
    expect(() => newApi({ frontendApiUrl: `${FRONTEND_API_URL}/` }, stack)).toThrow();
    expect(stack.node.tryFindChild('Api')?.node.children).toEqual([]);
  });
});

describe('a valid frontendApiUrl passes', () => {
  test.each([FRONTEND_API_URL, 'https://clerk.example.com', 'https://clerk.shop.example.co.uk'])('%s', (value) => {
    expect(create(value)).not.toThrow();
  });

  test('an unresolved token: CfnParameter, SSM, Lazy', () => {
    const stack = newStack();
    expect(create(new CfnParameter(stack, 'Url').valueAsString)).not.toThrow();
    expect(create(StringParameter.valueForStringParameter(stack, '/clerk/url'))).not.toThrow();
    expect(create(Lazy.string({ produce: () => 'anything' }))).not.toThrow();
  });
});

describe('a loopback frontendApiUrl', () => {
  test.each(['http://localhost.example.com', 'http://mylocalhost', 'http://127.0.0.1.example.com'])(
    'is not one that only looks like it: %s',
    (frontendApiUrl) => {
      expect(create(frontendApiUrl)).toThrow('[cdk-clerk-authorizer:FrontendApiUrl.notHttps]');
    },
  );

  test.each(['http://127.10.200.1:4000', 'http://localhost:4000', 'http://clerk.localhost:4000', 'http://[::1]:4000'])(
    '%s may use http, with a warning that can be acknowledged',
    (frontendApiUrl) => {
      const stack = newStack();
      const api = newApi({ frontendApiUrl }, stack);
      api.addRoutes({ path: '/x', integration: newIntegration() });
      Annotations.fromStack(stack).hasWarning(
        '*',
        Match.stringLikeRegexp('.*cdk-clerk-authorizer:FrontendApiUrl.loopback.*'),
      );
    },
  );

  test('is checked as strictly as any other', () => {
    expect(create('http://localhost:4000/')).toThrow("write frontendApiUrl: 'http://localhost:4000'");
  });

  test('a public URL causes no warning', () => {
    const stack = newStack();
    newApi({}, stack).addRoutes({ path: '/x', integration: newIntegration() });
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });
});
