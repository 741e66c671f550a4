/** These questions ask how back ends learn about the caller, also from cached decisions, and how the cache tells decisions apart. */
import { Duration } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  ClaimRule,
  ClerkProtectedHttpApi,
  type ClerkProtectedHttpApiProps,
  ClerkRestAuthorizer,
  RouteAccess,
} from '../../src';
import { newBackEnd } from './support/back-end';
import { Measurement } from './support/measurement';
import { AUDIENCE } from './support/question';

const measurement = new Measurement('context');
const { stack, frontendApiUrl } = measurement;
const handler = newBackEnd(stack);
const shared = { frontendApiUrl, audience: [AUDIENCE] };
const isAdmin = ClaimRule.claim('metadata', 'role').equals('admin');
const resultsCacheTtl = Duration.seconds(60);

function newHttpApi(id: string, props: Partial<ClerkProtectedHttpApiProps>): ClerkProtectedHttpApi {
  const api = new ClerkProtectedHttpApi(stack, id, { ...shared, ...props });
  api.addRoutes({ path: '/items/{id}', methods: [HttpMethod.GET], handler });
  return api;
}

const caching = newHttpApi('CachingHttp', { useLambdaAuthorizer: true, resultsCacheTtl });
const access = RouteAccess.when(isAdmin);
caching.addRoutes({ path: '/items/{id}', methods: [HttpMethod.DELETE], handler, access });

const methodRules = { 'DELETE /items/{id}': isAdmin };
const authorizer = new ClerkRestAuthorizer(stack, 'Authorizer', { ...shared, methodRules, resultsCacheTtl });
const rest = new RestApi(stack, 'CachingRest', { defaultMethodOptions: { authorizer } });
const item = rest.root.resourceForPath('/items/{id}');
for (const method of ['GET', 'DELETE']) item.addMethod(method, new LambdaIntegration(handler));

measurement.of({
  Jwt: newHttpApi('Jwt', {}).httpApi.apiEndpoint,
  Http: newHttpApi('Http', { useLambdaAuthorizer: true }).httpApi.apiEndpoint,
  CachingHttp: caching.httpApi.apiEndpoint,
  CachingRest: rest.url,
});
