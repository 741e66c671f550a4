import type { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Cors, type CorsOptions, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { expect, test } from 'vitest';
import {
  ClerkGatewayResponses,
  type ClerkGatewayResponsesProps,
  ClerkRestAuthorizer,
  TokenSource,
} from '../../../../src';
import { CLERK, newStack } from '../../support/stack';

const ORIGIN = 'https://app.example.com';

function warnings(stack: Stack): unknown[] {
  return Annotations.fromStack(stack)
    .findWarning('*', Match.stringLikeRegexp('cdk-clerk-authorizer:RestCors'))
    .map(({ entry }) => /RestCors\.(\w+)/.exec(entry.data as string)?.[1]);
}

function synthesize(
  method: string,
  cors?: CorsOptions,
  responses?: Partial<ClerkGatewayResponsesProps>,
  header?: string,
) {
  const stack = newStack();
  const tokenSources = header === undefined ? undefined : [TokenSource.header(header)];
  const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, tokenSources });
  const restApi = new RestApi(stack, 'Api', { defaultCorsPreflightOptions: cors });
  restApi.root.addResource('x').addMethod(method, new MockIntegration(), { authorizer });
  if (responses) new ClerkGatewayResponses(stack, 'Responses', { restApi, ...responses });
  return warnings(stack);
}

test('a guarded method ANY without CORS options refuses preflights', () => {
  expect(synthesize('ANY')).toEqual(['preflightRefused']);
  expect(synthesize('GET')).toEqual([]);
  expect(synthesize('ANY', { allowOrigins: Cors.ALL_ORIGINS })).toEqual([]);
});

test('a guarded method without OPTIONS beside it is noticed where other paths answer browsers', () => {
  const synthesizeWith = (path: string, cors?: CorsOptions) => {
    const stack = newStack();
    const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', CLERK);
    const restApi = new RestApi(stack, 'Api');
    restApi.root.addResource('x').addMethod('GET', new MockIntegration(), { authorizer });
    restApi.root.resourceForPath(path).addCorsPreflight(cors ?? { allowOrigins: [ORIGIN] });
    return warnings(stack);
  };
  expect(synthesizeWith('/y')).toEqual(['noPreflight']);
  expect(synthesizeWith('/x')).toEqual([]);
  expect(synthesizeWith('/.well-known/oauth-protected-resource')).toEqual([]);
});

test.each<[string[] | undefined, string | undefined, string[]]>([
  [undefined, undefined, []], // the default headers of CDK contain Authorization
  [['Authorization'], undefined, []],
  [['content-type', 'authorization'], undefined, []],
  [['content-type'], undefined, ['allowHeaders']],
  [['*'], undefined, ['allowHeaders']],
  [['*'], 'X-Token', []],
  [['x-token'], 'X-Token', []],
  [['authorization'], 'X-Token', ['allowHeaders']],
])('the CORS options %j and a token in the header %s', (allowHeaders, header, expected) => {
  expect(synthesize('GET', { allowOrigins: [ORIGIN], allowHeaders }, undefined, header)).toEqual(expected);
});

test('credentials need refusals for one origin', () => {
  const cors = { allowOrigins: [ORIGIN], allowCredentials: true };
  expect(synthesize('GET', cors, {})).toEqual(['credentials']);
  expect(synthesize('GET', cors, { allowOrigin: ORIGIN, allowCredentials: true })).toEqual([]);
  expect(synthesize('GET', { allowOrigins: [ORIGIN] }, {})).toEqual([]);
});
