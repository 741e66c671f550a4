import { advice, error, warning } from './level';

/** Errors and warnings about routes, and who may call them. */
export const ROUTE_IDS = {
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
  'ClerkProtectedHttpApi.optionOfNewApi': error('An option that configures a new API was given beside `httpApi`.'),
  'ClerkProtectedHttpApi.openByDefault': warning(
    '`defaultAccess` is `RouteAccess.anyone()`: a route without `access` is public.',
  ),
  'ClerkProtectedHttpApi.corsWithoutAuthorization': warning(
    '`corsPreflight.allowHeaders` does not name the header of the token, so browsers will not send it.',
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
  'Access.fallsToWeakerRoute': warning(
    'Methods of a protected path that no route lists go to a broader route, or to a public `ANY` route, that requires less.',
  ),
  'Access.openRouteToGuardedBackEnd': warning(
    'A public `ANY`, `OPTIONS` or `$default` route leads to the back end of a protected route whose path it matches.',
  ),
  'Access.derivedRouteToGuardedBackEnd': error(
    'The public preflight route of this package was changed to lead to the back end of the protected routes.',
  ),
  'Access.weakerRouteOfOtherApi': warning(
    'A route of another API of the CDK stage leads to the back end of a protected route for the same path, and requires less.',
  ),
  'Access.weakerRouteToGuardedUrl': warning(
    'A path parameter of a route is a part of the URL of its back end, so that the route also leads to the URL of a protected route, and requires less.',
  ),
  'Access.outsideDefaultAccess': warning(
    '`defaultAccess` does not apply to routes that were added to the API by other means, and they require less.',
  ),
  'Access.noEndpoint': warning('`disableExecuteApiEndpoint` is set, and no domain name leads to the API.'),
  'Access.manualDeployment': warning(
    'A stage of an HTTP or WebSocket API does not deploy changes by itself, so that routes may lack their authorizers there.',
  ),
  'Access.conflictingParameterNames': error(
    'Two paths differ only in the names of their parameters. API Gateway refuses the second at deployment.',
  ),
  'Access.missingValue': error(
    'The `parameterMapping` of an integration maps a variable `$context.authorizer.…` that has no value behind the authorizer of its route.',
  ),
  'Access.trustedHeader': warning(
    'A back end learns the caller from a header, and clients can send it their own by another route.',
  ),
  'Access.openPermission': warning(
    'A Lambda permission without a source lets API Gateway of every AWS account, or everyone, invoke the back end of a protected route.',
  ),
  'Access.functionUrl': warning(
    'A function URL without authorization leads to the back end of a protected route, beside API Gateway.',
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
};
