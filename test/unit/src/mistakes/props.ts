import type { Mistake } from './mistake';

/** Props in the wrong place, misspelt, of another type, or with a secret. */
export const PROPS: Mistake[] = [
  [
    'Props.type',
    'defaultAccess: ClaimRule.hasRole("org:admin")',
    "'defaultAccess' is not of the type",
    'write defaultAccess: RouteAccess.when(',
  ],
  [
    'Props.type',
    "tokenKinds: ['session_token']",
    "'tokenKinds' is not of the type",
    'write tokenKinds: [TokenKind.SESSION',
  ],
  ['Props.type', "denyImpersonation: 'false'", 'got "string"', 'write denyImpersonation: true'],
  ['Props.type', 'resultsCacheTtl: 60', 'got "number"', 'write resultsCacheTtl: Duration.seconds(60)'],
  [
    'Props.type',
    "api.addRoutes({ path: '/a', handler, access: 'admin' })",
    'got "string"',
    'write access: RouteAccess.when(',
  ],
  [
    'Props.type',
    "api.addRoutes({ path: '/a', handler, methods: 'GET' })",
    'got "string"',
    'write methods: [HttpMethod.GET]',
  ],
  [
    'Props.type',
    "new ClerkRestAuthorizer(stack, 'Authorizer', { ...clerk, methodRules: new Map([['GET /', ClaimRule.hasRole('org:admin')]]) })",
    "'methodRules' is not of the type",
    'write methodRules: {',
  ],
  [
    'Props.secret',
    "description: 'uses sk_test_0000000000000000000000000000'",
    "'description' contains what looks like a secret",
    'rotate it',
  ],
  [
    'Props.secret',
    "audience: ['sk_test_0000000000000000000000000000']",
    "'audience' contains what looks like a secret",
    'rotate it',
  ],
  [
    'Template.secret',
    "handler.addEnvironment('CLERK_SECRET_KEY', 'sk_test_0000000000000000000000000000'); api.addRoutes(orders)",
    'the environment variable CLERK_SECRET_KEY of',
    'use a dynamic reference',
  ],
  [
    'Template.secret',
    "new CfnOutput(stack, 'Key', { value: 'sk_test_0000000000000000000000000000' }); api.addRoutes(orders)",
    'the output Orders/Key',
    'rotate it',
  ],
  [
    'Props.listItem',
    "const list = new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList; new ClerkProtectedHttpApi(stack, 'Api', { ...clerk, audience: [...list, 'orders'] })",
    "'audience' has an item of a list",
    'Fn.select(0, list)',
  ],
  [
    'Props.misplaced',
    "rule: ClaimRule.hasRole('org:admin')",
    "'rule' has no effect on ClerkProtectedHttpApi",
    'write defaultAccess: RouteAccess.when(',
  ],
  [
    'Props.misplaced',
    "new ClerkHttpJwtAuthorizer('Clerk', { ...clerk, authorizedParties: ['https://app.example.com'] })",
    "'authorizedParties' has no effect",
    'use ClerkHttpLambdaAuthorizer',
  ],
  [
    'Props.misplaced',
    "new ClerkHttpLambdaAuthorizer('Clerk', { ...clerk, rule: ClaimRule.hasRole('org:admin') })",
    "'rule' has no effect",
    'write authorizer.when(',
  ],
  [
    'Props.misplaced',
    "new ClerkGatewayResponses(stack, 'Responses', { restApi, methodRules: {} })",
    "'methodRules' has no effect",
    'give it to ClerkRestAuthorizer',
  ],
  [
    'Props.misspelt',
    "authorisedParties: ['https://app.example.com']",
    "no prop 'authorisedParties'",
    "write 'authorizedParties'",
  ],
  [
    'Props.misspelt',
    "new ClerkRestAuthorizer(stack, 'Authorizer', { ...clerk, methodRule: {} }); new apigateway.RestApi(stack, 'Api').root.addMethod('GET', mock, { authorizer: stack.node.findChild('Authorizer') })",
    "no prop 'methodRule'",
    "write 'methodRules'",
  ],
  ['Props.unknownOption', "RouteAccess.signedIn({ scope: ['orders:read'] })", "no option 'scope'", "write 'scopes'"],
  [
    'ClerkProtectedHttpApi.optionOfNewApi',
    "httpApi: httpApi, apiName: 'orders'",
    'no effect on an existing API',
    "remove 'apiName'",
  ],
  [
    'ClerkProtectedHttpApi.importedApi',
    "new ClerkProtectedHttpApi(stack, 'Api', { ...clerk, httpApi: HttpApi.fromHttpApiAttributes(stack, 'Imported', { httpApiId: 'a1b2c3' }) }).httpApi",
    'is imported',
    'write api instead of httpApi',
  ],
  [
    'WebSocketAuthorizer.unsupportedProp',
    "new ClerkWebSocketAuthorizer('Clerk', { ...clerk, methodRules: {} })",
    "'methodRules' has no effect",
    "write rule: ClaimRule.hasRole('org:admin')",
  ],
];
