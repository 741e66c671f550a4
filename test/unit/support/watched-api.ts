import type { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { HttpApi, type IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Alias, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { ClaimRule, ClerkHttpJwtAuthorizer, ClerkHttpLambdaAuthorizer } from '../../../src';
import { watchAccess } from '../../../src/access/watch-access';
import { CLERK, newStack } from './stack';

export const IS_ADMIN = ClaimRule.claim('metadata', 'role').equals('admin');

/** An HTTP API whose access is watched, with an authorizer of each kind. */
export interface WatchedApi {
  readonly stack: Stack;
  readonly httpApi: HttpApi;
  readonly lambda: ClerkHttpLambdaAuthorizer;
  readonly jwt: ClerkHttpJwtAuthorizer;
}

export function newWatchedApi(): WatchedApi {
  const stack = newStack();
  const httpApi = new HttpApi(stack, 'HttpApi');
  watch(httpApi);
  const lambda = new ClerkHttpLambdaAuthorizer('Lambda', CLERK);
  const jwt = new ClerkHttpJwtAuthorizer('Jwt', CLERK);
  return { stack, httpApi, lambda, jwt };
}

export function watch(api: IHttpApi): void {
  watchAccess(api, { kind: 'http', id: api.apiId });
}

export function handlerOf(fn: LambdaFunction | Alias, id = 'Integration'): HttpLambdaIntegration {
  return new HttpLambdaIntegration(id, fn, { scopePermissionToRoute: false });
}

/** Construct paths and texts of the warnings about access. */
export function warningsOf(stack: Stack): string[] {
  return Annotations.fromStack(stack)
    .findWarning('*', Match.stringLikeRegexp('cdk-clerk-authorizer:Access'))
    .map(({ id, entry }) => `${id} ${entry.data}`);
}
