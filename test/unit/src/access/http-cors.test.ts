import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { type CfnApi, CorsHttpMethod, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { expect, test } from 'vitest';
import { ClerkHttpJwtAuthorizer, ClerkHttpLambdaAuthorizer, TokenSource } from '../../../../src';
import { diagnostic } from '../../support/diagnostic';
import { CLERK, newApi, newIntegration, newStack } from '../../support/stack';

const ORIGIN = 'https://app.example.com';
const { ANY } = CorsHttpMethod;

/** The ids of the warnings about CORS, or the errors of the validation. */
function found(stack: Stack): unknown[] {
  return Annotations.fromStack(stack)
    .findWarning('*', Match.stringLikeRegexp('Cors|cors'))
    .map(({ entry }) => /cdk-clerk-authorizer:(\w+\.\w+)/.exec(entry.data as string)?.[1]);
}

test.each([
  [`${ORIGIN}/`, ORIGIN],
  [`${ORIGIN}/login`, ORIGIN],
  ['app.example.com', ORIGIN],
  ['https://*.example.com', ORIGIN],
  ['', ORIGIN],
])('the origin %j fails', (origin, fix) => {
  const corsPreflight = { allowOrigins: [ORIGIN, origin] };
  const create = () => newApi({ corsPreflight });
  expect(create).toThrow(diagnostic('HttpCors.allowOrigins'));
  expect(create).toThrow(`got ${JSON.stringify(origin)}; write allowOrigins: ['${fix}']`);
});

test('credentials for every origin fail with a name', () => {
  const create = () => newApi({ corsPreflight: { allowOrigins: ['*'], allowCredentials: true } });
  expect(create).toThrow(diagnostic('HttpCors.credentials'));
});

test.each([['*'], ['https://*'], ['http://localhost:3000'], [ORIGIN]])('the origin %s passes', (origin) => {
  expect(() => newApi({ corsPreflight: { allowOrigins: [origin] } })).not.toThrow();
});

test('origins that are known at deployment pass', () => {
  const stack = newStack();
  const domain = new CfnParameter(stack, 'Domain').valueAsString;
  const corsPreflight = { allowOrigins: [domain, `https://${domain}`], allowHeaders: ['authorization'] };
  newApi({ corsPreflight }, stack).addRoutes({
    path: '/x',
    methods: [HttpMethod.GET],
    integration: newIntegration(),
  });
  expect(found(stack)).toEqual([]);
});

test('an existing API is looked at in the end', () => {
  const stack = newStack();
  const httpApi = new HttpApi(stack, 'HttpApi');
  (httpApi.node.defaultChild as CfnApi).corsConfiguration = { allowOrigins: [`${ORIGIN}/`] };
  newApi({ httpApi }, stack).addRoutes({ path: '/x', methods: [HttpMethod.GET], integration: newIntegration() });
  expect(() => found(stack)).toThrow('[cdk-clerk-authorizer:HttpCors.allowOrigins]');
});

test.each<[HttpMethod[], CorsHttpMethod[] | undefined, string[]]>([
  [[HttpMethod.GET, HttpMethod.POST], undefined, []],
  [[HttpMethod.PUT], undefined, ['HttpCors.allowMethods']],
  [[HttpMethod.DELETE], [ANY], []],
  [[HttpMethod.DELETE], [CorsHttpMethod.GET], []],
])('the methods %j beside allowMethods %j', (methods, allowMethods, expected) => {
  const stack = newStack();
  const corsPreflight = { allowOrigins: [ORIGIN], allowHeaders: ['authorization'], allowMethods };
  newApi({ corsPreflight }, stack).addRoutes({ path: '/x', methods, integration: newIntegration() });
  expect(found(stack)).toEqual(expected);
});

test.each([
  ['JWT', new ClerkHttpJwtAuthorizer('Clerk', CLERK), 'authorization'],
  ['Lambda', new ClerkHttpLambdaAuthorizer('Clerk', CLERK), 'authorization'],
  ['JWT', new ClerkHttpJwtAuthorizer('Clerk', { ...CLERK, identitySource: '$request.header.X-Token' }), 'x-token'],
  [
    'Lambda',
    new ClerkHttpLambdaAuthorizer('Clerk', { ...CLERK, tokenSources: [TokenSource.header('X-Token')] }),
    'x-token',
  ],
])('the token header of a %s authorizer on an API of CDK', (_, authorizer, header) => {
  const synthesize = (allowHeaders: string[]) => {
    const stack = newStack();
    const httpApi = new HttpApi(stack, 'Api', { corsPreflight: { allowOrigins: [ORIGIN], allowHeaders } });
    httpApi.addRoutes({ path: '/x', methods: [HttpMethod.GET], integration: newIntegration(), authorizer });
    return found(stack);
  };
  expect(synthesize(['content-type'])).toEqual(['ClerkProtectedHttpApi.corsWithoutAuthorization']);
  expect(synthesize(['content-type', header])).toEqual([]);
});

test.each([
  ['JWT', new ClerkHttpJwtAuthorizer('Clerk', CLERK)],
  ['Lambda', new ClerkHttpLambdaAuthorizer('Clerk', CLERK)],
])('the methods of an API of CDK with a %s authorizer are looked at', (_, authorizer) => {
  const stack = newStack();
  const corsPreflight = { allowOrigins: [ORIGIN], allowHeaders: ['authorization'] };
  const httpApi = new HttpApi(stack, 'Api', { corsPreflight });
  httpApi.addRoutes({ path: '/x', methods: [HttpMethod.PUT], integration: newIntegration(), authorizer });
  expect(found(stack)).toEqual(['HttpCors.allowMethods']);
});

test('a parameter of the query string needs no header', () => {
  const stack = newStack();
  const httpApi = new HttpApi(stack, 'Api', { corsPreflight: { allowOrigins: [ORIGIN] } });
  const authorizer = new ClerkHttpJwtAuthorizer('Clerk', { ...CLERK, identitySource: '$request.querystring.token' });
  httpApi.addRoutes({ path: '/x', methods: [HttpMethod.GET], integration: newIntegration(), authorizer });
  expect(found(stack)).toEqual([]);
});
