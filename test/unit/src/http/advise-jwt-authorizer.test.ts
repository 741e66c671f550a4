import { readFileSync } from 'node:fs';
import { Annotations as CoreAnnotations } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { expect, test } from 'vitest';
import {
  ClaimRule,
  ClerkKeys,
  type ClerkProtectedHttpApiProps,
  IdentityHeader,
  RouteAccess,
  TokenKind,
} from '../../../../src';
import { newApi, newIntegration, newStack } from '../../support/stack';

const ID = 'cdk-clerk-authorizer:ClerkProtectedHttpApi.jwtAuthorizerSuffices';
const KEYS = ClerkKeys.fromPem(readFileSync('test/fixtures/public-key.pem', 'utf8'));

function advice(props: Partial<ClerkProtectedHttpApiProps>, access = RouteAccess.signedIn(), acknowledged = false) {
  const stack = newStack();
  if (acknowledged) CoreAnnotations.of(stack).acknowledgeInfo(ID);
  const api = newApi(props, stack);
  for (const path of ['/a', '/b']) {
    api.addRoutes({ path, methods: [HttpMethod.GET], integration: newIntegration(), access });
  }
  api.addRoutes({ path: '/open', integration: newIntegration(), access: RouteAccess.anyone() });
  return Annotations.fromStack(stack)
    .findInfo('*', Match.anyValue())
    .map(({ entry }) => String(entry.data));
}

test.each<[string, Partial<ClerkProtectedHttpApiProps>]>([
  ["'useLambdaAuthorizer'", { useLambdaAuthorizer: true }],
  ["'keys'", { keys: KEYS }],
  ["'useLambdaAuthorizer' and 'keys'", { useLambdaAuthorizer: true, keys: KEYS }],
])('names the routes that need no function but for %s', (reasons, props) => {
  const [text, ...more] = advice(props);
  expect(text).toContain(`GET /a and 1 more routes run a Lambda function for each request because of ${reasons},`);
  expect(text).toContain(`[ack: ${ID}]`);
  expect(more).toEqual([]);
});

test.each<[string, Partial<ClerkProtectedHttpApiProps>, RouteAccess?]>([
  ['the JWT authorizer is used', {}],
  ['a check needs the function', { useLambdaAuthorizer: true, denyImpersonation: true }],
  ['the kind of token is checked', { keys: KEYS, tokenKinds: [TokenKind.SESSION] }],
  ['routes have rules', { useLambdaAuthorizer: true }, RouteAccess.when(ClaimRule.hasRole('org:admin'))],
  ['routes serve everyone', { useLambdaAuthorizer: true }, RouteAccess.optional()],
  ['back ends get more than the user id', { useLambdaAuthorizer: true, identityHeaders: [IdentityHeader.SESSION_ID] }],
])('says nothing where %s', (_, props, access) => {
  if (props.identityHeaders) expect(advice({ ...props, identityHeaders: [IdentityHeader.USER_ID] })).toHaveLength(1);
  expect(advice(props, access)).toEqual([]);
});

test('can be acknowledged', () => {
  expect(advice({ useLambdaAuthorizer: true }, undefined, true)).toEqual([]);
});
