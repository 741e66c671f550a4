import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { type CfnApi, CorsHttpMethod, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { describe, expect, test } from 'vitest';
import {
  type AddClerkRoutesOptions,
  ClaimRule,
  ClerkProtectedHttpApi,
  type ClerkProtectedHttpApiProps,
  PreflightRoute,
  RouteAccess,
  TokenSource,
} from '../../../../src';
import { preflight, responderVariables } from '../../support/responder';
import { CLERK, newApi, newFunction, newIntegration, newStack, resources } from '../../support/stack';
import type { CfnTemplate } from '../../support/template/intrinsics';
import { missingPermissions, openDoors } from '../../support/template/rules';

const { GET, POST, OPTIONS, ANY } = HttpMethod;
const VERBS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const PREFLIGHT = {
  origin: 'https://app.example.com',
  'access-control-request-method': 'GET',
  'access-control-request-headers': 'authorization',
};

function templateOf(stack: Stack): CfnTemplate {
  return Template.fromStack(stack).toJSON() as CfnTemplate;
}

/** Where the routes of the stack lead: the id of the integration's function, or its URL. */
function targets(stack = newStack()): Record<string, string> {
  const template = Template.fromStack(stack);
  const integrations = template.findResources('AWS::ApiGatewayV2::Integration');
  return Object.fromEntries(
    resources(stack, 'AWS::ApiGatewayV2::Route').map((route) => {
      const [, [, { Ref: id }]] = (route.Target as { 'Fn::Join': [string, [string, { Ref: string }]] })['Fn::Join'];
      const uri = integrations[id].Properties.IntegrationUri;
      return [route.RouteKey, uri['Fn::GetAtt']?.[0] ?? uri];
    }),
  );
}

function synthesize(options: Partial<AddClerkRoutesOptions>, props: Partial<ClerkProtectedHttpApiProps> = {}) {
  const stack = newStack();
  newApi(props, stack).addRoutes({ path: '/x', handler: newFunction(stack), ...options });
  return stack;
}

const RESPONDER = expect.stringContaining('ClerkPreflight');
const BACK_END = expect.stringMatching(/^Function/);

describe('where the routes of a protected path lead', () => {
  const verbs = Object.fromEntries(VERBS.map((verb) => [`${verb} /x`, BACK_END]));

  test.each<[PreflightRoute | undefined, object]>([
    [undefined, { 'ANY /x': RESPONDER }],
    [PreflightRoute.ANY, { 'ANY /x': RESPONDER }],
    [PreflightRoute.OPTIONS, { 'OPTIONS /x': RESPONDER }],
    [PreflightRoute.NONE, {}],
    [PreflightRoute.BACK_END, { 'OPTIONS /x': BACK_END }],
  ])('with preflightRoute %s', (preflightRoute, open) => {
    expect(targets(synthesize({}, { preflightRoute }))).toEqual({ ...verbs, ...open });
  });

  test.each<[string, RouteAccess]>([
    ['signedIn', RouteAccess.signedIn()],
    ['when', RouteAccess.when(ClaimRule.hasRole('admin'))],
    ['optional', RouteAccess.optional()],
  ])('with the access %s', (_, access) => {
    expect(targets(synthesize({ access }))).toEqual({ ...verbs, 'ANY /x': RESPONDER });
  });

  test.each<[string, RouteAccess | undefined, PreflightRoute, unknown]>([
    ['by default', undefined, PreflightRoute.ANY, RESPONDER],
    ['with an access by name', RouteAccess.signedIn(), PreflightRoute.ANY, RESPONDER],
    ['without a preflight route for ANY', undefined, PreflightRoute.NONE, RESPONDER],
    ['where the back end is asked for', undefined, PreflightRoute.BACK_END, BACK_END],
  ])('OPTIONS among the methods, %s', (_, access, preflightRoute, target) => {
    const stack = synthesize({ methods: [GET, OPTIONS], access }, { preflightRoute });
    expect(targets(stack)).toEqual({ 'GET /x': BACK_END, 'OPTIONS /x': target });
  });

  test('whatever the integration is', () => {
    const stack = newStack();
    const integration = new HttpUrlIntegration('Url', 'https://backend.example.com');
    newApi({}, stack).addRoutes({ path: '/x', methods: [ANY, OPTIONS], integration });
    expect(targets(stack)).toMatchObject({
      'GET /x': 'https://backend.example.com',
      'ANY /x': RESPONDER,
      'OPTIONS /x': RESPONDER,
    });
  });

  test('no open route of a protected path leads to its back end', () => {
    const stack = newStack();
    const api = newApi({}, stack);
    const handler = newFunction(stack);
    api.addRoutes({ path: '/x', handler });
    api.addRoutes({ path: '/x/{proxy+}', methods: [GET, OPTIONS], handler, access: RouteAccess.optional() });
    api.addRoutes({ path: '/y', methods: [ANY, OPTIONS], handler, access: RouteAccess.when(ClaimRule.hasRole('a')) });
    expect(openDoors(templateOf(stack))).toEqual([]);
  });

  test('a public path keeps its back end for every method', () => {
    expect(targets(synthesize({ access: RouteAccess.anyone() }))).toEqual({ 'ANY /x': BACK_END });
    const listed = synthesize({ access: RouteAccess.anyone(), methods: [OPTIONS] });
    expect(targets(listed)).toEqual({ 'OPTIONS /x': BACK_END });
    expect(responderVariables(listed)).toEqual([]);
  });

  test('a back end that answers preflights is warned about, and only that', () => {
    const warning = Match.stringLikeRegexp('OPTIONS requests without a token.*preflightsReachBackEnd');
    Annotations.fromStack(synthesize({}, { preflightRoute: PreflightRoute.BACK_END })).hasWarning('*', warning);
    Annotations.fromStack(synthesize({})).hasNoWarning('*', Match.anyValue());
  });
});

describe('the function', () => {
  test('is one for an API and a stack, whatever the number of paths and constructs', () => {
    const stack = newStack();
    const httpApi = new HttpApi(stack, 'HttpApi');
    const handler = newFunction(stack);
    for (const id of ['One', 'Two']) {
      const api = new ClerkProtectedHttpApi(stack, id, { ...CLERK, httpApi });
      api.addRoutes({ path: `/${id}`, handler });
      api.addRoutes({ path: `/${id}/{proxy+}`, handler });
    }
    expect(responderVariables(stack)).toHaveLength(1);
    expect(resources(stack, 'AWS::Lambda::Permission')).toHaveLength(2);
    expect(missingPermissions(templateOf(stack))).toEqual([]);
  });

  test('is another where two constructs disagree about cookies or options', () => {
    const stack = newStack();
    const httpApi = new HttpApi(stack, 'HttpApi');
    const cookies = { tokenSources: [TokenSource.cookie()], authorizedParties: ['https://app.example.com'] };
    const differing = [{}, cookies, { functionOptions: { memorySize: 512 } }, cookies];
    for (const [index, props] of differing.entries()) {
      const api = new ClerkProtectedHttpApi(stack, `Api${index}`, { ...CLERK, ...props, httpApi });
      api.addRoutes({ path: `/${index}`, integration: newIntegration() });
    }
    const origins = responderVariables(stack).map(({ ALLOW_ORIGINS }) => ALLOW_ORIGINS);
    expect(origins.sort()).toEqual(['*', '*', 'https://app.example.com', 'https://app.example.com']);
  });

  test('may do nothing but write its own log, and API Gateway alone may invoke it', () => {
    const template = Template.fromStack(synthesize({}, {}));
    template.allResourcesProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          {
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Effect: 'Allow',
            Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('ClerkPreflightLogs'), 'Arn'] },
          },
        ],
      },
    });
    template.hasResourceProperties('AWS::Lambda::Permission', {
      FunctionName: { 'Fn::GetAtt': [Match.stringLikeRegexp('ClerkPreflight'), 'Arn'] },
      Principal: 'apigateway.amazonaws.com',
    });
  });

  test('takes the options of the authorizer, but neither its name nor its environment nor its concurrency', () => {
    const stack = newStack();
    const key = new Key(stack, 'Key');
    const logGroup = new LogGroup(stack, 'LogGroup');
    newApi(
      {
        runtime: Runtime.NODEJS_22_X,
        functionOptions: {
          functionName: 'authorizer',
          description: 'mine',
          environment: { NODE_OPTIONS: '--no-warnings' },
          environmentEncryption: key,
          vpc: new Vpc(stack, 'Vpc'),
          reservedConcurrentExecutions: 10,
          logGroup,
        },
      },
      stack,
    ).addRoutes({ path: '/x', integration: newIntegration() });
    const [fn] = resources(stack, 'AWS::Lambda::Function');
    expect(fn).toMatchObject({
      Description: 'Answers preflights of protected routes',
      Runtime: 'nodejs22.x',
      KmsKeyArn: stack.resolve(key.keyArn),
      VpcConfig: {},
      LoggingConfig: { LogGroup: stack.resolve(logGroup.logGroupName) },
    });
    expect(fn).not.toHaveProperty('FunctionName');
    expect(fn).not.toHaveProperty('ReservedConcurrentExecutions');
    expect(fn).not.toHaveProperty('Environment.Variables.NODE_OPTIONS');
  });
});

describe('a preflight', () => {
  test('of an API without CORS configuration is answered for any origin', async () => {
    expect(await preflight(synthesize({}), 'ANY /x', PREFLIGHT)).toEqual({
      statusCode: 204,
      headers: {
        allow: `${VERBS.join(', ')}, OPTIONS`,
        'access-control-allow-origin': '*',
        'access-control-allow-methods': VERBS.join(', '),
        'access-control-allow-headers': 'authorization',
        'access-control-max-age': '3600',
      },
    });
  });

  test('names all methods of the path, including those that other constructs add later', async () => {
    const stack = newStack();
    const api = newApi({}, stack);
    const options = { path: '/x', integration: newIntegration() };
    api.addRoutes({ ...options, methods: [GET, OPTIONS] });
    api.addRoutes({ ...options, methods: [POST] });
    api.addRoutes({ ...options, path: '/y', methods: [OPTIONS, GET] });
    api.addRoutes({ ...options, path: '/z' });
    // An aspect that reads properties does this before all routes are known.
    for (const it of stack.node.findAll()) if (it instanceof CfnFunction) stack.resolve(it.environment);
    api.httpApi.addRoutes({ ...options, methods: [HttpMethod.PATCH] });

    const allowOf = async (routeKey: string) => (await preflight(stack, routeKey, {})).headers.allow;
    expect(await allowOf('OPTIONS /x')).toBe('GET, POST, PATCH, OPTIONS');
    expect(await allowOf('OPTIONS /y')).toBe('GET, OPTIONS');
    expect(await allowOf('ANY /z')).toBe(`${VERBS.join(', ')}, OPTIONS`);
  });

  test('names all methods where there are too many paths to tell apart', async () => {
    const stack = newStack();
    const api = newApi({}, stack);
    for (let index = 0; index < 100; index++) {
      api.addRoutes({ path: `/a-rather-long-path/${index}`, methods: [GET, OPTIONS], integration: newIntegration() });
    }
    expect(JSON.stringify(responderVariables(stack)).length).toBeLessThan(3072);
    const { headers } = await preflight(stack, 'OPTIONS /a-rather-long-path/7', {});
    expect(headers.allow).toBe(`${VERBS.join(', ')}, OPTIONS`);
  });

  const corsPreflight = {
    allowOrigins: ['https://app.example.com', 'https://other.example.com'],
    allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.PUT],
    allowHeaders: ['authorization', 'x-trace'],
    allowCredentials: true,
  };

  test.each(['a new API', 'an existing API', 'a configuration that is set later'])(
    'has the headers of the CORS configuration of %s',
    async (kind) => {
      const stack = newStack();
      const isNew = kind === 'a new API';
      const httpApi = isNew
        ? undefined
        : new HttpApi(stack, 'HttpApi', kind === 'an existing API' ? { corsPreflight } : {});
      const api = newApi({ httpApi, ...(isNew && { corsPreflight }) }, stack);
      api.addRoutes({ path: '/x', integration: newIntegration() });
      if (kind === 'a configuration that is set later') {
        (api.httpApi.node.defaultChild as CfnApi).corsConfiguration = { ...corsPreflight, maxAge: undefined };
      }
      expect(await preflight(stack, 'ANY /x', PREFLIGHT)).toEqual({
        statusCode: 204,
        headers: {
          allow: `${VERBS.join(', ')}, OPTIONS`,
          'access-control-allow-origin': 'https://app.example.com',
          vary: 'origin',
          'access-control-allow-credentials': 'true',
          'access-control-allow-methods': 'GET,PUT',
          'access-control-allow-headers': 'authorization,x-trace',
        },
      });
    },
  );

  test('of an API that reads cookies is answered for its front ends only, with credentials', async () => {
    const authorizedParties = ['https://app.example.com', 'https://admin.example.com'];
    const stack = synthesize({}, { tokenSources: [TokenSource.cookie()], authorizedParties });
    const answer = await preflight(stack, 'ANY /x', { ...PREFLIGHT, origin: 'https://admin.example.com' });
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': 'https://admin.example.com',
      'access-control-allow-credentials': 'true',
    });
    const refused = await preflight(stack, 'ANY /x', { ...PREFLIGHT, origin: 'https://evil.example.com' });
    expect(refused.headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('of an API with authorizedParties and no cookie is answered for any origin: there is nothing to steal', async () => {
    const stack = synthesize({}, { authorizedParties: ['https://app.example.com'] });
    expect((await preflight(stack, 'ANY /x', PREFLIGHT)).headers).toMatchObject({ 'access-control-allow-origin': '*' });
  });

  test('takes values that are known at deployment only', () => {
    const stack = newStack();
    const list = (id: string) => new CfnParameter(stack, id, { type: 'CommaDelimitedList' }).valueAsList;
    const props = {
      allowOrigins: list('Origins'),
      allowHeaders: ['authorization', new CfnParameter(stack, 'Header').valueAsString],
    };
    newApi({ corsPreflight: props }, stack).addRoutes({ path: '/x', integration: newIntegration() });
    expect(responderVariables(stack)).toMatchObject([
      {
        ALLOW_ORIGINS: { 'Fn::Join': [',', { Ref: 'Origins' }] },
        ALLOW_HEADERS: { 'Fn::Join': ['', ['authorization,', { Ref: 'Header' }]] },
      },
    ]);
    const cookies = newStack();
    const authorizedParties = new CfnParameter(cookies, 'Parties', { type: 'CommaDelimitedList' }).valueAsList;
    newApi({ tokenSources: [TokenSource.cookie()], authorizedParties }, cookies).addRoutes({
      path: '/x',
      integration: newIntegration(),
    });
    expect(responderVariables(cookies)).toMatchObject([{ ALLOW_ORIGINS: { 'Fn::Join': [',', { Ref: 'Parties' }] } }]);
  });

  test('is the only thing that is answered: everything else gets 405', async () => {
    const answer = await preflight(synthesize({}), 'ANY /x', PREFLIGHT, 'TRACE');
    expect(answer).toEqual({ statusCode: 405, headers: { allow: `${VERBS.join(', ')}, OPTIONS` } });
  });
});

describe('permissions', () => {
  test('one for each function allows API Gateway to invoke it for each of its routes, $default too', () => {
    const stack = newStack();
    const api = newApi({}, stack);
    const handler = newFunction(stack);
    api.addRoutes({ path: '$default', handler, access: RouteAccess.anyone() });
    api.addRoutes({ path: '/', handler });
    api.addRoutes({ path: '/x', handler });
    api.addRoutes({ path: '/x/{proxy+}', methods: [GET], handler });
    expect(missingPermissions(templateOf(stack))).toEqual([]);
    expect(resources(stack, 'AWS::Lambda::Permission')).toHaveLength(2); // the function's and the responder's
  });
});
