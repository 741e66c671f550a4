/** An error stops synthesis; nothing is created. */
const error = (meaning: string) => ({ level: 'error', meaning }) as const;

/** A warning can be acknowledged by its id. */
const warning = (meaning: string) => ({ level: 'warning', meaning }) as const;

/**
 * Every error and warning of this package. Ids are never renamed or reused.
 * `docs/diagnostics.md` is the same table for readers; a test holds the two together.
 */
export const DIAGNOSTICS = {
  'FrontendApiUrl.missing': error(
    '`frontendApiUrl` is undefined or empty, for example because an environment variable is not set.',
  ),
  'FrontendApiUrl.secretKey': error(
    'A Clerk secret key was given. It is not needed anywhere; rotate it, since it stood in code or in the environment.',
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
  'FrontendApiUrl.path': error('The URL has a path. A proxied Frontend API is not supported.'),
  'FrontendApiUrl.trailingSlash': error(
    'The URL ends with a slash. `iss` is compared exactly and has none, so every token would be refused.',
  ),
  'FrontendApiUrl.spelling': error('The URL differs in case or white space from what Clerk writes into `iss`.'),
  'FrontendApiUrl.loopback': warning(
    'The URL is that of a local stand-in for Clerk, which API Gateway in AWS cannot reach.',
  ),
  'Audience.notAList': error('`audience` is not a list.'),
  'Audience.empty': error('`audience` has no entries. API Gateway needs at least one.'),
  'Audience.tooMany': error('`audience` has more entries than API Gateway accepts.'),
  'Audience.emptyEntry': error(
    'An entry of `audience` is empty, for example because an environment variable is not set.',
  ),
  'Audience.whitespace': error('An entry of `audience` begins or ends with white space; it is compared exactly.'),
  'Audience.wildcard': error('API Gateway has no wildcard for audiences.'),
  'HttpJwtAuthorizer.identitySource': error(
    'A JWT authorizer reads one header or one query string parameter. It cannot read a cookie.',
  ),
  'HttpAuthorizer.idTaken': error(
    'Two authorizers with one id on one API, usually because a new one was made for each route.',
  ),
  'LambdaAuthorizer.noTokenKinds': error('`tokenKinds` is empty.'),
  'LambdaAuthorizer.authorizedParties': error(
    '`authorizedParties` is empty, or holds something that no `azp` can be equal to.',
  ),
  'LambdaAuthorizer.missingAuthorizedParties': error(
    '`allowMissingAuthorizedParty` was set without `authorizedParties`.',
  ),
  'LambdaAuthorizer.cacheTooLong': error('`resultsCacheTtl` is longer than API Gateway accepts.'),
  'LambdaAuthorizer.cacheOutlivesToken': warning(
    '`resultsCacheTtl` is longer than the 60 seconds that a session token lives.',
  ),
  'LambdaAuthorizer.policyVariable': error("`functionOptions.environment` sets the function's policy variable."),
  'HttpLambdaAuthorizer.scopes': error(
    'A route with a Lambda authorizer has `authorizationScopes`, which AWS refuses at deploy.',
  ),
  'Props.type': error(
    'A prop or an argument holds something else than what it takes, such as a rule instead of an access.',
  ),
  'RouteAccess.scopesNeedOAuth': error('Scopes are asked for, and only session tokens are accepted, which carry none.'),
  'RouteAccess.scopes': error('`scopes` is empty, too long, or holds something that is not a scope.'),
  'Route.noPath': error('`path` is undefined or empty.'),
  'Route.noLeadingSlash': error('`path` does not start with a slash.'),
  'Route.trailingSlash': error('`path` ends with a slash. API Gateway has no such routes.'),
  'Route.methodInPath': error('`path` begins with a method. Methods go into `methods`.'),
  'Route.otherSyntax': error('`path` uses `:id` or `*`, which API Gateway takes literally.'),
  'Route.pathSyntax': error('A segment of `path` is not one that API Gateway accepts, or `{proxy+}` is not the last.'),
  'Route.noMethods': error('`methods` is an empty list, which would create no route.'),
  'Route.duplicate': error('Two routes have the same method and path.'),
  'Route.integration': error('A route has neither `integration` nor `handler`, or both.'),
  'Route.protectedDefault': error(
    '`$default` also catches preflights and cannot be split by method, so it cannot be protected.',
  ),
  'Route.defaultWithMethods': error('`$default` catches every method, so `methods` has no meaning beside it.'),
  'Route.protectedOptions': error("Protection was asked for on OPTIONS. A browser's preflight carries no token."),
  'Route.cdkOption': error(
    '`authorizer` or `authorizationScopes` was given to `addRoutes`. `access` takes their place.',
  ),
  'Access.fallsToWeakerRoute': warning(
    'Methods of a guarded path that no route lists are taken by a broader route, or by an open `ANY` route, that asks for less.',
  ),
  'Access.openRouteToGuardedBackEnd': warning(
    'An open `ANY`, `OPTIONS` or `$default` route leads to the back end of a guarded route whose path it answers for.',
  ),
  'Access.derivedRouteToGuardedBackEnd': error(
    'The open route that this package adds for preflights was made to lead to the back end of the guarded routes.',
  ),
  'Access.outsideDefaultAccess': warning(
    '`defaultAccess` does not hold for routes that an existing API has by other means, and they ask for less.',
  ),
  'Access.conflictingParameterNames': error(
    'Two paths differ in the names of their parameters only. API Gateway refuses the second at deployment.',
  ),
  'Access.quotaRoutes': warning('The API has more routes than the quota of API Gateway, 300 unless AWS raised it.'),
  'Access.quotaResources': warning(
    'The REST API has more resources than the quota of API Gateway, 300 unless AWS raised it.',
  ),
  'Access.quotaAuthorizers': warning(
    'The API has more authorizers than the quota of API Gateway, 10 unless AWS raised it.',
  ),
  'Access.quotaScopes': warning('A route has more than 10 scopes, which API Gateway refuses.'),
  'Access.quotaAudiences': warning('A JWT authorizer has more than 50 audiences, which API Gateway refuses.'),
  'Access.quotaStackResources': warning(
    'A stack with routes of the API is close to 500 resources, or beyond them. CloudFormation accepts no more.',
  ),
  'ClerkProtectedHttpApi.optionOfNewApi': error('An option that configures a new API was given beside `httpApi`.'),
  'ClerkProtectedHttpApi.openByDefault': warning(
    '`defaultAccess` is `RouteAccess.anyone()`: a route that says nothing is public.',
  ),
  'ClerkProtectedHttpApi.corsWithoutAuthorization': warning(
    '`corsPreflight.allowHeaders` does not name the header of the token, so browsers will not send it.',
  ),
  'ClaimRule.path': error('`ClaimRule.claim()` got no name of a claim, or an empty one.'),
  'ClaimRule.value': error('A claim is compared with something that is not a string, a finite number or a boolean.'),
  'ClaimRule.unresolvedNumber': error(
    'A claim is compared with a number that is known at deployment only. JSON text cannot hold one.',
  ),
  'ClaimRule.secret': error('A claim is compared with what looks like a secret or private key.'),
  'ClaimRule.notText': error('A role, permission, feature, plan, scope or id is not a string.'),
  'ClaimRule.role': error('A role is empty or not written as in Clerk.'),
  'ClaimRule.permission': error('A permission is not written as `org:feature:permission` or `feature:permission`.'),
  'ClaimRule.systemPermission': error("One of Clerk's system permissions was asked for. They are in no token."),
  'ClaimRule.entitlement': error('A feature or plan is empty, or its scope is neither `org` nor `user`.'),
  'ClaimRule.scope': error('A scope is empty or holds white space.'),
  'ClaimRule.organizationId': error('An organization is not given by its id, which starts with `org_`.'),
  'ClaimRule.emptyOneOf': error('`oneOf()` has no values, so it could never be met.'),
  'ClaimRule.emptyGroup': error('`allOf()`, `anyOf()` or `noneOf()` has no rules.'),
  'ClaimRule.notARule': error('`allOf()`, `anyOf()` or `noneOf()` got something that is not a rule, such as a list.'),
  'ClaimRule.tooDeep': error('Rules are nested too deep.'),
  'Reverification.level': error("`level` is none of Clerk's."),
  'Reverification.afterMinutes': error('`afterMinutes` is not a whole number of minutes from 1 up.'),
  'ClerkKeys.count': error('`ClerkKeys.fromPem()` got no key, or more than five.'),
  'ClerkKeys.missing': error('A PEM is undefined or empty, for example because an environment variable is not set.'),
  'ClerkKeys.unresolved': error('A PEM is known at deployment only. It is parsed at synthesis.'),
  'ClerkKeys.secret': error('A private or secret key was given instead of a public one. Rotate it.'),
  'ClerkKeys.certificate': error('A certificate was given instead of a public key.'),
  'ClerkKeys.unreadable': error('A PEM is not a public key.'),
  'ClerkKeys.notRsa': error('A public key is not an RSA key. Clerk signs with RS256.'),
  'ClerkKeys.tooShort': error('A public key has fewer than 2048 bits.'),
  'ClerkKeys.weakExponent': error('A public key has the exponent 1, with which anybody can sign.'),
  'Policy.tooLarge': error('Routes and rules do not fit into the environment variables of a Lambda function.'),
  'Policy.unresolved': error(
    'Rules hold values that are known at deployment only, and would have to be compressed to fit.',
  ),
  'TokenSource.header': error('A header is not named as API Gateway can read it, or has a source of its own.'),
  'TokenSource.cookie': error('A cookie is not named by letters, digits, `-`, `_` and `.`.'),
  'TokenSource.queryString': error('A query string parameter is not named as API Gateway can read it.'),
  'TokenSource.none': error('`tokenSources` is empty.'),
  'TokenSource.duplicate': error('`tokenSources` names one source twice.'),
  'TokenSource.webSocketOnly': error('`TokenSource.webSocketProtocol()` was given to an HTTP or REST API.'),
  'TokenSource.cookieWithoutParties': error(
    'Tokens are read from a cookie and `authorizedParties` is not set. Browsers send cookies for every page.',
  ),
  'TokenSource.cache': error(
    'Decisions are cached, and the token is in a cookie or in one of several sources. API Gateway cannot find them again.',
  ),
  'RestAuthorizer.methodRule': error('A key of `methodRules` is not a method and a path, such as `GET /orders/{id}`.'),
  'RestAuthorizer.unknownMethod': error(
    'A key of `methodRules` names a method that the API does not have. The message shows the closest.',
  ),
  'RestAuthorizer.unguardedMethod': error(
    'A key of `methodRules` names a method that does not have the authorizer, so that nobody would check its rule.',
  ),
  'GatewayResponses.allowOrigin': error('`allowOrigin` is not an origin.'),
  'GatewayResponses.credentials': error('`allowCredentials` was set for all origins, which browsers do not accept.'),
  'ProtectedResourceMetadata.resource': error('`resource` is not a URL whose metadata clients can find.'),
  'ProtectedResourceMetadata.scopes': error('`scopesSupported` is empty, or holds something that is not a scope.'),
  'ProtectedResourceMetadata.name': error('`resourceName` is empty.'),
  'ProtectedResourceMetadata.link': error('A page is not given by its `https://` URL.'),
  'ProtectedResourceMetadata.loopback': warning(
    '`resource` is on this machine, where API Gateway in AWS does not answer.',
  ),
  'ProtectedResourceMetadata.stageUrl': warning(
    '`resource` is the URL of a stage of a REST API. Clients look for the metadata at the root of its origin.',
  ),
};

export type DiagnosticId = keyof typeof DIAGNOSTICS;
