/** An error stops synthesis; nothing is created. */
const error = (meaning: string) => ({ level: 'error', meaning }) as const;

/** A warning can be acknowledged by its id. */
const warning = (meaning: string) => ({ level: 'warning', meaning }) as const;

/** Advice can be acknowledged by its id, too. */
const advice = (meaning: string) => ({ level: 'info', meaning }) as const;

/**
 * Every error, warning and piece of advice of this package. Ids are never renamed or reused.
 * `docs/diagnostics.md` is the same table for readers; a test holds the two together.
 */
export const DIAGNOSTICS = {
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
  'HttpJwtAuthorizer.identitySource': error(
    'A JWT authorizer reads one header or one query string parameter. It cannot read a cookie.',
  ),
  'HttpAuthorizer.idTaken': error(
    'Two authorizers of one API have the same id, usually because a new one was created for each route.',
  ),
  'LambdaAuthorizer.noTokenKinds': error('`tokenKinds` is empty.'),
  'LambdaAuthorizer.authorizedParties': error('`authorizedParties` is empty, or has an entry that no `azp` can equal.'),
  'LambdaAuthorizer.missingAuthorizedParties': error(
    '`allowMissingAuthorizedParty` was set without `authorizedParties`.',
  ),
  'LambdaAuthorizer.cacheTooLong': error('`resultsCacheTtl` is longer than API Gateway accepts.'),
  'LambdaAuthorizer.cacheOutlivesToken': warning(
    '`resultsCacheTtl` is longer than the 60 seconds for which a session token is valid.',
  ),
  'LambdaAuthorizer.reportOnly': warning(
    '`reportOnlyRules` is set: callers who do not meet the rule of a route are let in, and logged.',
  ),
  'LambdaAuthorizer.policyVariable': error("`functionOptions.environment` sets the function's policy variable."),
  'LambdaAuthorizer.functionOptions': error(
    '`functionOptions` holds `code`, `handler` or `runtime`, which the package chooses, or `runtime` in the wrong place.',
  ),
  'LambdaAuthorizer.runtime': error('`runtime` is not Node.js 20 or newer.'),
  'LambdaAuthorizer.functionName': error('`functionOptions.functionName` would be the name of two functions.'),
  'LambdaAuthorizer.function': error(
    'The function of an authorizer was read before an API used the authorizer, or while several APIs did.',
  ),
  'Metrics.logLevel': error(
    'A metric counts lines of the log whose level `applicationLogLevelV2` of the function leaves out.',
  ),
  'Dashboard.maxRefusalPercentage': error('`maxRefusalPercentage` is not more than 0 and at most 100.'),
  'Metrics.logGroupClass': error(
    'A metric is counted by a metric filter, and the log group of the function is not of the class STANDARD.',
  ),
  'HttpLambdaAuthorizer.scopes': error(
    'A route with a Lambda authorizer has `authorizationScopes`, which AWS refuses at deploy.',
  ),
  'Props.type': error(
    'A prop or an argument has a value of another type than required, such as a rule instead of an access.',
  ),
  'Props.secret': error(
    'A prop contains what looks like a Clerk secret or a private key, which the template would publish. Rotate it.',
  ),
  'Template.secret': error(
    'An output, or a literal environment variable of a function, contains what looks like a secret or a private key. Rotate it.',
  ),
  'Props.listItem': error(
    'An item of a list that is known at deployment only was taken by an index or by spreading it beside others.',
  ),
  'Props.misplaced': error(
    'A check was given to a construct or a method that does not take it, such as a rule as a prop of an API, so it would be dropped.',
  ),
  'Props.misspelt': warning('A prop of a construct has another name than the one that it is probably meant for.'),
  'Props.unknownOption': error(
    'An option of a method that returns a value, such as `RouteAccess.signedIn()`, has another name than the one that it is probably meant for.',
  ),
  'Package.bundled': error(
    'The CDK app was bundled together with this package, and the code of its functions is not beside it.',
  ),
  'Package.secondCopy': error(
    'A value comes from a second copy of this package in `node_modules`. `npm ls cdk-clerk-authorizer` shows both copies, and `npm dedupe` leaves one if the versions agree.',
  ),
  'RouteAccess.scopesNeedOAuth': error('Scopes are required, but only session tokens are accepted, which have none.'),
  'RouteAccess.scopes': error('`scopes` is empty, too long, or has an entry that is not a scope.'),
  'Route.noPath': error('`path` is undefined or empty.'),
  'Route.noLeadingSlash': error('`path` does not start with a slash.'),
  'Route.trailingSlash': error('`path` ends with a slash. API Gateway has no such routes.'),
  'Route.methodInPath': error('`path` begins with a method. Methods go into `methods`.'),
  'Route.otherSyntax': error('`path` uses `:id` or `*`, which API Gateway matches literally.'),
  'Route.pathSyntax': error('A segment of `path` is not one that API Gateway accepts, or `{proxy+}` is not the last.'),
  'Route.noMethods': error('`methods` is an empty list, which would create no route.'),
  'Route.duplicate': error('Two routes have the same method and path.'),
  'Route.integration': error('A route has neither `integration` nor `handler`, or both.'),
  'Route.protectedDefault': error(
    '`$default` also catches preflights and cannot be split by method, so it cannot be protected.',
  ),
  'Route.defaultWithMethods': error('`$default` catches every method, so `methods` has no effect.'),
  'Route.protectedOptions': error("Protection was requested for OPTIONS. A browser's preflight has no token."),
  'Route.cdkOption': error(
    'A check such as `authorizer`, `authorizationScopes` or `rule` was given to `addRoutes`. Use `access` instead.',
  ),
  'Access.fallsToWeakerRoute': warning(
    'Methods of a protected path that no route lists go to a broader route, or to a public `ANY` route, that requires less.',
  ),
  'Access.openRouteToGuardedBackEnd': warning(
    'A public `ANY`, `OPTIONS` or `$default` route leads to the back end of a protected route whose path it matches.',
  ),
  'Access.derivedRouteToGuardedBackEnd': error(
    'The public preflight route of this package was changed to lead to the back end of the protected routes.',
  ),
  'Access.outsideDefaultAccess': warning(
    '`defaultAccess` does not apply to routes that were added to an existing API by other means, and they require less.',
  ),
  'Access.noEndpoint': warning('`disableExecuteApiEndpoint` is set, and no domain name leads to the API.'),
  'Access.conflictingParameterNames': error(
    'Two paths differ only in the names of their parameters. API Gateway refuses the second at deployment.',
  ),
  'Access.missingValue': error(
    'The `parameterMapping` of an integration maps a variable `$context.authorizer.…` that has no value behind the authorizer of its route.',
  ),
  'Access.trustedHeader': warning(
    'A back end learns the caller from a header, and clients can send it their own by another route.',
  ),
  'Access.quotaRoutes': warning('The API has more routes than the quota of API Gateway, 300 unless AWS raised it.'),
  'Access.quotaResources': warning(
    'The REST API has more resources than the quota of API Gateway, 300 unless AWS raised it.',
  ),
  'Access.quotaIntegrations': warning(
    'The API has more than 300 integrations, which API Gateway refuses. AWS raises the quota of a WebSocket API only.',
  ),
  'Access.quotaAuthorizers': warning(
    'The API has more authorizers than the quota of API Gateway, 10 unless AWS raised it.',
  ),
  'Access.quotaScopes': warning('A route has more than 10 scopes, which API Gateway refuses.'),
  'Access.quotaAudiences': warning('A JWT authorizer has more than 50 audiences, which API Gateway refuses.'),
  'Access.quotaStackResources': warning(
    'A stack with routes of the API is close to 500 resources, or beyond them. CloudFormation accepts no more.',
  ),
  'HttpCors.allowOrigins': error(
    'The CORS configuration of an HTTP API allows something that is not an origin, such as a URL with a slash at its end.',
  ),
  'HttpCors.credentials': error('The CORS configuration of an HTTP API allows credentials for every origin.'),
  'HttpCors.allowMethods': warning(
    'The CORS configuration of an HTTP API that serves PUT, PATCH or DELETE has no `allowMethods`.',
  ),
  'ClerkProtectedHttpApi.optionOfNewApi': error('An option that configures a new API was given beside `httpApi`.'),
  'ClerkProtectedHttpApi.openByDefault': warning(
    '`defaultAccess` is `RouteAccess.anyone()`: a route without `access` is public.',
  ),
  'ClerkProtectedHttpApi.corsWithoutAuthorization': warning(
    '`corsPreflight.allowHeaders` does not name the header of the token, so browsers will not send it.',
  ),
  'IdentityHeaders.optional': error(
    "Identity headers were asked for on a route that also serves anonymous callers. A header without a value would be the client's own.",
  ),
  'IdentityHeaders.jwtAuthorizer': error(
    "API Gateway's JWT authorizer was asked for an identity header that not every token has a value for.",
  ),
  'IdentityHeaders.unproven': error(
    'A header about the organization was asked for on a route whose rule does not require an organization, or a role in it.',
  ),
  'IdentityHeaders.tokenKinds': error('An identity header has no value in a kind of token that `tokenKinds` accepts.'),
  'IdentityHeaders.mappedTwice': error(
    'The `parameterMapping` of an integration maps an identity header, which API Gateway accepts once only.',
  ),
  'ClerkProtectedHttpApi.jwtAuthorizerSuffices': advice(
    'Routes use the Lambda authorizer only because of `useLambdaAuthorizer` or `keys`. The JWT authorizer of API Gateway runs no function.',
  ),
  'ClerkProtectedHttpApi.importedApi': error(
    '`httpApi` of the construct was read, and the API is imported. `api` is there.',
  ),
  'ClerkProtectedHttpApi.preflightsReachBackEnd': warning(
    '`preflightRoute` is `PreflightRoute.BACK_END`: back ends of protected routes run for OPTIONS requests without a token.',
  ),
  'ClaimRule.path': error('`ClaimRule.claim()` got no name of a claim, or an empty one.'),
  'ClaimRule.pathInOneName': error('`ClaimRule.claim()` got a path such as `metadata.role` as one name.'),
  'ClaimRule.value': error('A claim is compared with something that is not a string, a finite number or a boolean.'),
  'ClaimRule.secret': error('A rule contains what looks like a secret or private key, which no claim contains.'),
  'ClaimRule.notText': error('A role, permission, feature, plan, scope or id is not a string.'),
  'ClaimRule.role': error('A role is empty or not written as in Clerk.'),
  'ClaimRule.permission': error('A permission is not written as `org:feature:permission` or `feature:permission`.'),
  'ClaimRule.systemPermission': error("One of Clerk's system permissions was given. Tokens do not contain them."),
  'ClaimRule.entitlement': error('A feature or plan is empty, or its scope is neither `org` nor `user`.'),
  'ClaimRule.scope': error('A scope is empty or holds white space.'),
  'ClaimRule.organizationId': error('An organization is not given by its id, which starts with `org_`.'),
  'ClaimRule.emptyOneOf': error('`oneOf()` has no values, so it could never be met.'),
  'ClaimRule.emptyGroup': error('`allOf()`, `anyOf()` or `noneOf()` has no rules.'),
  'ClaimRule.notARule': error('`allOf()`, `anyOf()` or `noneOf()` got something that is not a rule, such as a list.'),
  'ClaimRule.tooDeep': error('Rules are nested too deep.'),
  'ClaimRule.never': warning(
    'Two parts of a rule contradict each other, such as two roles at once, so that it is never met.',
  ),
  'ClaimRule.always': warning('Two parts of `anyOf()` leave nothing to check, such as a rule and its opposite.'),
  'ClaimRule.unsafeMetadata': warning('A rule reads unsafe metadata, which users can change themselves.'),
  'SessionTokenClaims.contradiction': warning('Rules for one Clerk instance read a claim as a value and as an object.'),
  'Reverification.level': error("`level` is not one of Clerk's levels."),
  'Reverification.afterMinutes': error('`afterMinutes` is not a whole number of minutes of at least 1.'),
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
  'RestAuthorizer.methodRule': error('A key of `methodRules` is not a method and a path, such as `GET /orders/{id}`.'),
  'RestAuthorizer.unknownMethod': error(
    'A key of `methodRules` names a method that the API does not have. The message shows one of the same path, or one letter off.',
  ),
  'RestAuthorizer.unguardedMethod': error(
    'A key of `methodRules` names a method that does not have the authorizer, or `ANY` stands for one, so the rule would not be enforced.',
  ),
  'RestAuthorizer.methodNotVisible': warning(
    'A key of `methodRules` names a method that cannot be seen: the API is imported, or has an OpenAPI definition.',
  ),
  'RestAuthorizer.partialCoverage': warning(
    'A rule holds for reading and not for writing, or for a `{proxy+}` and not for the path that it is below.',
  ),
  'RestAuthorizer.ignoredByMethod': error(
    'A method names the authorizer, but its rendered authorization type is another one, so API Gateway does not ask it.',
  ),
  'RestAuthorizer.noApi': error('No method of an API has the authorizer.'),
  'RestAuthorizer.otherStack': error(
    'The authorizer is in another stack than its API, so that each of the two stacks would need the other first.',
  ),
  'GatewayResponses.allowOrigin': error('`allowOrigin` is not an origin.'),
  'GatewayResponses.credentials': error('`allowCredentials` was set for all origins, which browsers do not accept.'),
  'RestCors.preflightRefused': warning(
    'A guarded method `ANY` of a REST API also takes preflights, which have no token, so no browser can call it.',
  ),
  'RestCors.allowHeaders': warning(
    'The CORS options of a guarded path do not allow the header of the token, so browsers will not send it.',
  ),
  'RestCors.allowOrigin': warning(
    'The CORS options of a REST API allow something that is not an origin, such as a URL with a slash at its end.',
  ),
  'RestCors.allowMethods': warning('The CORS options of a guarded path do not allow a method that the path has.'),
  'RestCors.credentials': warning(
    'The CORS options of the API allow credentials, and its gateway responses allow every origin.',
  ),
  'RestApi.otherStack': error(
    'Gateway responses or metadata have a value of another stack than that of their API, so that each of the two stacks would need the other first.',
  ),
  'RestCors.noPreflight': warning(
    'A guarded method has no OPTIONS method beside it, and the API answers browsers otherwise, so they cannot call it.',
  ),
  'GatewayResponses.duplicate': error(
    'The API has a gateway response of one type twice: from `ClerkGatewayResponses`, and from a second one or from code of yours.',
  ),
  'ProtectedResourceMetadata.duplicate': error(
    'The API already serves something at the path of the metadata, such as a second document.',
  ),
  'ProtectedResourceMetadata.stageCycle': error(
    '`resource` refers to a stage of the API, whose deployment contains the metadata.',
  ),
  'ProtectedResourceMetadata.noAuthorizer': warning(
    'A REST API serves the metadata, and no method of it has a `ClerkRestAuthorizer`, so nobody checks the tokens.',
  ),
  'ProtectedResourceMetadata.tokenKinds': warning(
    'The metadata leads clients to OAuth access tokens, and the authorizer does not accept them.',
  ),
  'ProtectedResourceMetadata.audience': warning(
    'The authorizer does not accept the resource of the metadata as `aud`.',
  ),
  'WebSocketAuthorizer.unsupportedProp': error(
    'A prop that only authorizers of HTTP and REST APIs take was given to `ClerkWebSocketAuthorizer`.',
  ),
  'WebSocketAuthorizer.ignored': error(
    'The route `$connect` does not have the authorizer in the end, after overrides and aspects, so API Gateway does not ask it.',
  ),
  'ProtectedResourceMetadata.resource': error('`resource` is not a URL whose metadata clients can find.'),
  'ProtectedResourceMetadata.scopes': error('`scopesSupported` is empty, or has an entry that is not a scope.'),
  'ProtectedResourceMetadata.name': error('`resourceName` is empty.'),
  'ProtectedResourceMetadata.link': error('A page is not given by its `https://` URL.'),
  'ProtectedResourceMetadata.loopback': warning(
    'The host of `resource` is a loopback host, which API Gateway in AWS does not serve.',
  ),
  'ProtectedResourceMetadata.stageUrl': warning(
    '`resource` is the URL of a stage of a REST API. Clients look for the metadata at the root of its origin.',
  ),
  'ProtectedResourceMetadata.basePath': warning(
    'A domain name serves the REST API below a base path. Clients look for the metadata at the root of the domain name.',
  ),
};

export type DiagnosticId = keyof typeof DIAGNOSTICS;
