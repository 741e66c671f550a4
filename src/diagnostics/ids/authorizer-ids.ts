import { error, warning } from './level';

/** Errors and warnings about authorizers and their functions, metrics and dashboards. */
export const AUTHORIZER_IDS = {
  'HttpJwtAuthorizer.identitySource': error(
    'A JWT authorizer reads one header or one query string parameter. It cannot read a cookie.',
  ),
  'HttpAuthorizer.idTaken': error(
    'Two authorizers of one API have the same id, usually because a new one was created for each route.',
  ),
  'HttpAuthorizer.ignored': error(
    'A route of an HTTP API does not have its authorizer in the end, after overrides and aspects, so API Gateway does not ask it.',
  ),
  'LambdaAuthorizer.noTokenKinds': error('`tokenKinds` is empty.'),
  'LambdaAuthorizer.authorizedParties': error('`authorizedParties` is empty, or has an entry that no `azp` can equal.'),
  'LambdaAuthorizer.missingAuthorizedParties': error(
    '`allowMissingAuthorizedParty` was set without `authorizedParties`.',
  ),
  'LambdaAuthorizer.cacheTooLong': error('`resultsCacheTtl` is longer than API Gateway accepts.'),
  'LambdaAuthorizer.cacheOverridden': error(
    'An override or an aspect turns on a cache of decisions, or changes its key, so that the decision for one route would be used for another.',
  ),
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
  'HttpLambdaAuthorizer.scopes': error(
    'A route with a Lambda authorizer has `authorizationScopes`, which AWS refuses at deploy.',
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
    'A method does not have its authorizer in the end, after overrides and aspects, so API Gateway does not ask it.',
  ),
  'RestAuthorizer.cachedResponses': warning(
    'A stage of a REST API caches the responses of guarded methods, and the token is not in the cache key, so that one caller gets what another one got.',
  ),
  'RestAuthorizer.noDeployment': warning(
    'Nothing in the app deploys the REST API, so that its methods may lack the authorizer on a stage.',
  ),
  'RestAuthorizer.noApi': error('No method of an API has the authorizer.'),
  'RestAuthorizer.otherStack': error(
    'The authorizer is in another stack than its API, so that each of the two stacks would need the other first.',
  ),
  'WebSocketAuthorizer.unsupportedProp': error(
    'A prop that only authorizers of HTTP and REST APIs take was given to `ClerkWebSocketAuthorizer`.',
  ),
  'WebSocketAuthorizer.ignored': error(
    'The route `$connect` does not have the authorizer in the end, after overrides and aspects, so API Gateway does not ask it.',
  ),
  'Metrics.logLevel': error(
    'A metric counts lines of the log whose level `applicationLogLevelV2` of the function leaves out.',
  ),
  'Metrics.logGroupClass': error(
    'A metric is counted by a metric filter, and the log group of the function is not of the class STANDARD.',
  ),
  'Dashboard.maxRefusalPercentage': error('`maxRefusalPercentage` is not more than 0 and at most 100.'),
};
