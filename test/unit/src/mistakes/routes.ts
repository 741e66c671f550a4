import type { Mistake } from './mistake';

/** Mistakes in the routes of `ClerkProtectedHttpApi` and in who may call them. */
export const ROUTES: Mistake[] = [
  ['Route.noPath', "api.addRoutes({ path: '', handler })", 'is required', "write path: '/orders'"],
  [
    'Route.noLeadingSlash',
    "api.addRoutes({ path: 'orders', handler })",
    'must start with a slash',
    "write path: '/orders'",
  ],
  [
    'Route.trailingSlash',
    "api.addRoutes({ path: '/orders/', handler })",
    'must not end with a slash',
    "write path: '/orders'",
  ],
  [
    'Route.methodInPath',
    "api.addRoutes({ path: 'GET /orders', handler })",
    'must not name the method',
    "write path: '/orders', methods: [HttpMethod.GET]",
  ],
  [
    'Route.otherSyntax',
    "api.addRoutes({ path: '/orders/:id', handler })",
    'syntax of API Gateway',
    "write path: '/orders/{id}'",
  ],
  [
    'Route.otherSyntax',
    "api.addRoutes({ path: '/orders/*', handler })",
    'syntax of API Gateway',
    "write path: '/orders/{proxy+}'",
  ],
  [
    'Route.pathSyntax',
    "api.addRoutes({ path: '/{proxy+}/orders', handler })",
    'at the end only',
    "path: '/orders/{id}'",
  ],
  [
    'Route.noMethods',
    "api.addRoutes({ path: '/orders', methods: [], handler })",
    'would create no route',
    'list the methods',
  ],
  [
    'Route.duplicate',
    'api.addRoutes(orders); api.addRoutes(orders)',
    'the route GET /orders is defined twice',
    'keep one',
  ],
  [
    'Route.integration',
    "api.addRoutes({ path: '/orders' })",
    "one of 'integration' and 'handler'",
    'write handler: myFunction',
  ],
  [
    'Route.integration',
    "api.addRoutes({ path: '/orders', handler, integration })",
    'got "both"',
    'write handler: myFunction',
  ],
  [
    'Route.protectedDefault',
    "api.addRoutes({ path: '$default', handler })",
    'cannot be protected',
    "write path: '/{proxy+}'",
  ],
  [
    'Route.defaultWithMethods',
    "api.addRoutes({ path: '$default', methods: ['GET'], handler, access: RouteAccess.anyone() })",
    'catches every method',
    "leave 'methods' out",
  ],
  [
    'Route.protectedOptions',
    "api.addRoutes({ path: '/orders', methods: ['OPTIONS'], handler })",
    'carries no token',
    'access: RouteAccess.anyone()',
  ],
  [
    'Route.cdkOption',
    "api.addRoutes({ path: '/orders', handler, rule: ClaimRule.hasRole('org:admin') })",
    "'rule' has no effect",
    'write access: RouteAccess.when(',
  ],
  [
    'Route.cdkOption',
    "api.addRoutes({ path: '/orders', handler, authorizer: new HttpNoneAuthorizer() })",
    "'authorizer' has no effect",
    'write access: RouteAccess.when(',
  ],
  [
    'RouteAccess.scopes',
    'RouteAccess.signedIn({ scopes: [] })',
    '1 to 10 scopes',
    "write RouteAccess.signedIn({ scopes: ['orders:read'] })",
  ],
  [
    'RouteAccess.scopes',
    "RouteAccess.signedIn({ scopes: ['orders:read orders:write'] })",
    'without white space',
    "write RouteAccess.signedIn({ scopes: ['orders:read'] })",
  ],
  [
    'RouteAccess.scopesNeedOAuth',
    "denyImpersonation: true, defaultAccess: RouteAccess.signedIn({ scopes: ['orders:read'] })",
    'are in OAuth access tokens',
    'write tokenKinds: [TokenKind.SESSION, TokenKind.OAUTH]',
  ],
  [
    'ClerkProtectedHttpApi.openByDefault',
    'defaultAccess: RouteAccess.anyone()',
    'makes every route public',
    'remove it',
  ],
  [
    'ClerkProtectedHttpApi.preflightsReachBackEnd',
    'preflightRoute: PreflightRoute.BACK_END',
    'without a token to the back ends',
    'remove it',
  ],
  ['ClerkProtectedHttpApi.jwtAuthorizerSuffices', 'useLambdaAuthorizer: true', 'run a Lambda function', 'remove it'],
];
