import type { Mistake } from './mistake';

const HOST = 'sensible-skunk-49.clerk.accounts.dev';

/** Mistakes in the Frontend API URL, the publishable key and the environment. */
export const CLERK_INSTANCE: Mistake[] = [
  [
    'FrontendApiUrl.missing',
    'frontendApiUrl: process.env.NO_SUCH_VARIABLE',
    'is required',
    'copied from the Clerk Dashboard',
  ],
  ['FrontendApiUrl.missing', "frontendApiUrl: ''", 'is required', `write frontendApiUrl: 'https://${HOST}'`],
  [
    'FrontendApiUrl.secretKey',
    "frontendApiUrl: 'sk_test_0000000000000000000000000000'",
    'is not needed anywhere',
    'rotate the key',
  ],
  [
    'FrontendApiUrl.publishableKey',
    "frontendApiUrl: 'pk_test_c2Vuc2libGUtc2t1bmstNDkuY2xlcmsuYWNjb3VudHMuZGV2JA'",
    'not a publishable key',
    `write frontendApiUrl: 'https://${HOST}'`,
  ],
  ['FrontendApiUrl.malformed', "frontendApiUrl: 'https://'", 'must be a URL', 'got "https://"'],
  [
    'FrontendApiUrl.credentials',
    `frontendApiUrl: 'https://user:password@${HOST}'`,
    'must not hold credentials',
    `write frontendApiUrl: 'https://${HOST}'`,
  ],
  [
    'FrontendApiUrl.noScheme',
    `frontendApiUrl: '${HOST}'`,
    'must start with https://',
    `write frontendApiUrl: 'https://${HOST}'`,
  ],
  [
    'FrontendApiUrl.notHttps',
    `frontendApiUrl: 'http://${HOST}'`,
    'must use https://',
    `write frontendApiUrl: 'https://${HOST}'`,
  ],
  [
    'FrontendApiUrl.clerkHost',
    "frontendApiUrl: 'https://dashboard.clerk.com'",
    'your own Clerk instance',
    'copied from the Clerk Dashboard',
  ],
  [
    'FrontendApiUrl.clerkHost',
    "frontendApiUrl: 'https://api.clerk.com'",
    'your own Clerk instance',
    'copied from the Clerk Dashboard',
  ],
  [
    'FrontendApiUrl.accountPortal',
    "frontendApiUrl: 'https://sensible-skunk-49.accounts.dev'",
    'not the Account Portal',
    `write frontendApiUrl: 'https://${HOST}'`,
  ],
  ['FrontendApiUrl.host', "frontendApiUrl: 'https://clerk'", 'must name a public host', 'got "https://clerk"'],
  [
    'FrontendApiUrl.port',
    `frontendApiUrl: 'https://${HOST}:8443'`,
    'must not have a port',
    `write frontendApiUrl: 'https://${HOST}'`,
  ],
  [
    'FrontendApiUrl.wellKnown',
    `frontendApiUrl: 'https://${HOST}/.well-known/jwks.json'`,
    'not its keys',
    `write frontendApiUrl: 'https://${HOST}'`,
  ],
  [
    'FrontendApiUrl.query',
    `frontendApiUrl: 'https://${HOST}?v=1'`,
    'must not have a query',
    `write frontendApiUrl: 'https://${HOST}'`,
  ],
  [
    'FrontendApiUrl.path',
    "frontendApiUrl: 'https://example.com/__clerk'",
    'must not have a path',
    'the claim `iss` of a session token',
  ],
  [
    'FrontendApiUrl.trailingSlash',
    `frontendApiUrl: 'https://${HOST}/'`,
    'must not end with a slash',
    `write frontendApiUrl: 'https://${HOST}'`,
  ],
  [
    'FrontendApiUrl.spelling',
    "frontendApiUrl: 'https://Sensible-Skunk-49.clerk.accounts.dev'",
    'exactly as Clerk spells',
    `write frontendApiUrl: 'https://${HOST}'`,
  ],
  [
    'FrontendApiUrl.loopback',
    "frontendApiUrl: 'http://localhost:4000'",
    'is on this machine',
    'acknowledge this for an emulator',
  ],
  [
    'FrontendApiUrl.developmentInstance',
    "new ClerkProtectedHttpApi(new Stack(app, 'OrdersProd'), 'Api', clerk).addRoutes({ path: '/orders', methods: ['GET'], integration })",
    'say production',
    "write frontendApiUrl: 'https://clerk.example.com'",
  ],
  [
    'FrontendApiUrl.productionInstance',
    "new ClerkProtectedHttpApi(new Stack(app, 'OrdersDev'), 'Api', { ...clerk, frontendApiUrl: 'https://clerk.example.com' }).addRoutes({ path: '/orders', methods: ['GET'], integration })",
    'say development',
    `write frontendApiUrl: 'https://${HOST}'`,
  ],
  [
    'PublishableKey.malformed',
    "publishableKey: 'pk_live_bm8gaG9zdA'",
    'the encoded host',
    'copy it from the Clerk Dashboard',
  ],
  [
    'PublishableKey.malformed',
    "publishableKey: 'sensible-skunk-49'",
    'the encoded host',
    'copy it from the Clerk Dashboard',
  ],
  [
    'PublishableKey.otherInstance',
    "publishableKey: 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k', denyImpersonation: true",
    'whose keys begin with pk_test_',
    'copy it from the Clerk Dashboard',
  ],
];
