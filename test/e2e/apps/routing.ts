/**
 * HTTP APIs with each kind of preflight route and REST APIs with both types of authorizer. Each has protected and public
 * routes. There is one back end for each kind of caller, so the tests need not know which route a request should take.
 */
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { type Authorizer, LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import {
  ClaimRule,
  ClerkKeys,
  ClerkProtectedHttpApi,
  type ClerkProtectedHttpApiProps,
  ClerkRestAuthorizer,
  type ClerkRestAuthorizerProps,
  PreflightRoute,
  RouteAccess,
} from '../../../src';
import type { Audience } from '../routing/requests';

const { GET, PUT, DELETE } = HttpMethod;
/** The callers that a route is for, its path, and its methods (all by default). */
type Route = readonly [audience: Audience, path: string, methods?: HttpMethod[]];

const ROUTES: Route[] = [
  ['everyone', '/', [GET]],
  ['everyone', '/public/{proxy+}'],
  ['admins', '/admin'],
  ['admins', '/admin/{proxy+}'],
  ['everyone', '/admin/status', [GET]],
  ['members', '/items/{id}', [GET]],
  ['admins', '/items/{id}', [PUT, DELETE]],
  ['admins', '/items/special'],
  ['members', '/items/{id}/{proxy+}'],
];

const stack = new Stack(new App(), 'Routing');
const shared = { frontendApiUrl: process.env.CLERK_FRONTEND_API_URL ?? '', audience: ['ClerkJwtAuthorizer'] };
const keys = ClerkKeys.fromPem(process.env.CLERK_JWT_KEY ?? '');
const resultsCacheTtl = Duration.seconds(60);
const isAdmin = ClaimRule.claim('metadata', 'role').equals('admin');

const BACK_ENDS = { everyone: backEnd('everyone'), members: backEnd('members'), admins: backEnd('admins') };
const ACCESS = { everyone: RouteAccess.anyone(), members: RouteAccess.signedIn(), admins: RouteAccess.when(isAdmin) };

addHttpApi('Any', ['members', '/{proxy+}'], { preflightRoute: PreflightRoute.ANY });
addHttpApi('Options', ['everyone', '$default'], { preflightRoute: PreflightRoute.OPTIONS, keys, resultsCacheTtl });
addHttpApi('None', ['everyone', '/{proxy+}'], { preflightRoute: PreflightRoute.NONE, keys });

const ofAdmins = ROUTES.filter(([audience]) => audience === 'admins').flatMap(keysOf);
addRestApi('Rules', [...ROUTES, ['members', '/{proxy+}']], {
  methodRules: Object.fromEntries(ofAdmins.map((key) => [key, isAdmin])),
  resultsCacheTtl,
});
// An authorizer of type TOKEN has one rule for all methods.
const forAdmins = ROUTES.map(([audience, ...rest]): Route => [audience === 'members' ? 'admins' : audience, ...rest]);
addRestApi('Token', [...forAdmins, ['everyone', '/{proxy+}']], { rule: isAdmin });

function addHttpApi(id: string, rest: Route, props: Partial<ClerkProtectedHttpApiProps>): void {
  const api = new ClerkProtectedHttpApi(stack, id, { ...shared, ...props });
  for (const [audience, path, methods] of [...ROUTES, rest]) {
    api.addRoutes({ path, methods, handler: BACK_ENDS[audience], access: ACCESS[audience] });
  }
  new CfnOutput(stack, `${id}Url`, { value: api.httpApi.apiEndpoint });
}

function addRestApi(id: string, routes: Route[], props: Partial<ClerkRestAuthorizerProps>): void {
  const authorizer = new ClerkRestAuthorizer(stack, `${id}Authorizer`, { ...shared, ...props, keys });
  const api = new RestApi(stack, id);
  for (const route of routes) {
    const [audience, path] = route;
    const guard: { authorizer?: Authorizer } = audience === 'everyone' ? {} : { authorizer };
    for (const key of keysOf(route)) {
      const [method] = key.split(' ');
      api.root.resourceForPath(path).addMethod(method, new LambdaIntegration(BACK_ENDS[audience]), guard);
    }
  }
  new CfnOutput(stack, `${id}Url`, { value: api.url });
}

function keysOf([, path, methods = [HttpMethod.ANY]]: Route): string[] {
  return methods.map((method) => `${method} ${path}`);
}

/** Creates a back end that reports its call in a response header, because a response to HEAD has no body. */
function backEnd(audience: Audience): LambdaFunction {
  return new LambdaFunction(stack, `For${audience}`, {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    timeout: Duration.seconds(20),
    code: Code.fromInline(`
exports.handler = async ({ httpMethod, resource, routeKey = \`\${httpMethod} \${resource}\`, requestContext: { authorizer } }) => ({
  statusCode: 200,
  headers: {
    'x-reached': JSON.stringify({
      audience: '${audience}',
      routeKey,
      userId: authorizer?.lambda?.userId ?? authorizer?.jwt?.claims.sub ?? authorizer?.userId,
    }),
  },
});`),
  });
}
