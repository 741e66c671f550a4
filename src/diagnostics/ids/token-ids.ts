import { error, warning } from './level';

/** Errors and warnings about what tokens are accepted, and where a request carries them. */
export const TOKEN_IDS = {
  'FrontendApiUrl.missing': error(
    '`frontendApiUrl` is undefined or empty, for example because an environment variable is not set.',
  ),
  'FrontendApiUrl.secretKey': error(
    'A Clerk secret key was given. No part of this package needs one. Rotate it, because it was in code or in the environment.',
  ),
  'FrontendApiUrl.publishableKey': error('A publishable key was given. The message decodes it and shows the URL.'),
  'FrontendApiUrl.malformed': error('The text cannot be read as a URL.'),
  'FrontendApiUrl.credentials': error('The URL holds a user name or a password.'),
  'FrontendApiUrl.noScheme': error('The URL does not start with `https://`.'),
  'FrontendApiUrl.notHttps': error(
    'The URL uses another scheme than `https`. `http` is accepted for loopback hosts only.',
  ),
  'FrontendApiUrl.clerkHost': error(
    "The URL is one of Clerk's own sites (Backend API, Dashboard), not that of an instance.",
  ),
  'FrontendApiUrl.accountPortal': error(
    'The URL is that of the Account Portal. The message shows the Frontend API beside it.',
  ),
  'FrontendApiUrl.host': error('The host is not a public host name.'),
  'FrontendApiUrl.port': error('The URL has a port.'),
  'FrontendApiUrl.wellKnown': error('The URL is that of the JWKS or of the discovery document.'),
  'FrontendApiUrl.query': error('The URL has a query or a fragment.'),
  'FrontendApiUrl.path': error(
    'The URL has a path, as that of a proxy has. The issuer of the tokens is needed, which their claim `iss` names.',
  ),
  'FrontendApiUrl.trailingSlash': error(
    'The URL ends with a slash. `iss` is compared exactly and has none, so every token would be refused.',
  ),
  'FrontendApiUrl.spelling': error('The URL differs in case or white space from what Clerk writes into `iss`.'),
  'FrontendApiUrl.loopback': warning(
    'The URL is that of a local stand-in for Clerk, which API Gateway in AWS cannot reach.',
  ),
  'FrontendApiUrl.developmentInstance': warning(
    'The URL is that of a development instance of Clerk, and the context, a stage or the stack says production.',
  ),
  'FrontendApiUrl.productionInstance': warning(
    'The URL is that of a production instance of Clerk, and the context, a stage or the stack says development.',
  ),
  'Audience.notAList': error('`audience` is not a list.'),
  'Audience.empty': error('`audience` has no entries. API Gateway needs at least one.'),
  'Audience.tooMany': error('`audience` has more entries than API Gateway accepts.'),
  'Audience.emptyEntry': error(
    'An entry of `audience` is empty, for example because an environment variable is not set.',
  ),
  'Audience.whitespace': error('An entry of `audience` begins or ends with white space; it is compared exactly.'),
  'Audience.noMachine': warning(
    '`tokenKinds` has M2M tokens and `audience` no id of a machine (`mch_…`), which Clerk writes into their `aud`.',
  ),
  'Audience.issuer': warning('`audience` has the issuer, which Clerk writes into `iss` and not into `aud`.'),
  'Audience.wildcard': error('API Gateway has no wildcard for audiences.'),
  'ClerkKeys.count': error('`ClerkKeys.fromPem()` got no key, or more than five.'),
  'ClerkKeys.missing': error('A PEM is undefined or empty, for example because an environment variable is not set.'),
  'ClerkKeys.unresolved': error('A PEM is known at deployment only. It is parsed at synthesis.'),
  'ClerkKeys.secret': error('A private or secret key was given instead of a public one. Rotate it.'),
  'ClerkKeys.certificate': error('A certificate was given instead of a public key.'),
  'ClerkKeys.unreadable': error('A PEM is not a public key.'),
  'ClerkKeys.notRsa': error('A public key is not an RSA key. Clerk signs with RS256.'),
  'ClerkKeys.tooShort': error('A public key has fewer than 2048 bits.'),
  'ClerkKeys.weakExponent': error('A public key has the exponent 1, with which everyone can forge signatures.'),
  'PublishableKey.malformed': error('`publishableKey` is not a publishable key of Clerk.'),
  'PublishableKey.otherInstance': warning(
    '`publishableKey` is a key of a development instance and `frontendApiUrl` a production instance, or the other way round.',
  ),
  'TokenSource.header': error('A header is not named as API Gateway can read it, or has a source of its own.'),
  'TokenSource.cookie': error('A cookie is not named by letters, digits, `-`, `_` and `.`.'),
  'TokenSource.queryString': error('A query string parameter is not named as API Gateway can read it.'),
  'TokenSource.none': error('`tokenSources` is empty.'),
  'TokenSource.duplicate': error('`tokenSources` names one source twice.'),
  'TokenSource.webSocketOnly': error('`TokenSource.webSocketProtocol()` was given to an HTTP or REST API.'),
  'TokenSource.cookieWithoutParties': error(
    'Tokens are read from a cookie and `authorizedParties` is not set. Browsers send cookies with the requests of every page, so the `Origin` of a request must be known.',
  ),
  'TokenSource.cache': error(
    'Decisions are cached, and the token is in a cookie or in one of several sources. API Gateway cannot look them up.',
  ),
  'SessionTokenClaims.contradiction': warning('Rules for one Clerk instance read a claim as a value and as an object.'),
};
