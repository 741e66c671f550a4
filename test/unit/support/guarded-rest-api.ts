import type { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AuthorizationType, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { ClaimRule, ClerkRestAuthorizer } from '../../../src';
import { CLERK, newStack } from './stack';

const isAdmin = ClaimRule.claim('metadata', 'role').equals('admin');
/** Options of a public method. */
export const NONE = { authorizationType: AuthorizationType.NONE };
export const mock = () => new MockIntegration();

/** Creates an authorizer with a rule for each of these keys. */
export function newAuthorizer(stack: Stack, keys: string[], id = 'Clerk'): ClerkRestAuthorizer {
  return new ClerkRestAuthorizer(stack, id, {
    ...CLERK,
    methodRules: Object.fromEntries(keys.map((key) => [key, isAdmin])),
  });
}

/** Creates an API with such an authorizer as its default, and a resource `/x`. */
export function newApi(keys: string[]) {
  const stack = newStack();
  const authorizer = newAuthorizer(stack, keys);
  const api = new RestApi(stack, 'Api', { defaultMethodOptions: { authorizer } });
  return { stack, authorizer, api, x: api.root.addResource('x') };
}

/** Returns the warnings about access and method rules. */
export function warnings(stack: Stack): unknown[] {
  return Annotations.fromStack(stack)
    .findWarning('*', Match.stringLikeRegexp('cdk-clerk-authorizer:(Access|RestAuthorizer)'))
    .map(({ entry }) => entry.data);
}
