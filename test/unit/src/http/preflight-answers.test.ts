import { CfnParameter } from 'aws-cdk-lib';
import { type CfnApi, CorsHttpMethod, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import { TokenSource } from '../../../../src';
import { preflight, responderVariables, stackWithRoute } from '../../support/responder';
import { newApi, newIntegration, newStack } from '../../support/stack';

const { GET, POST, OPTIONS } = HttpMethod;
const VERBS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const PREFLIGHT = {
  origin: 'https://app.example.com',
  'access-control-request-method': 'GET',
  'access-control-request-headers': 'authorization',
};

describe('a preflight', () => {
  test('of an API without CORS configuration is answered for any origin', async () => {
    expect(await preflight(stackWithRoute({}), 'ANY /x', PREFLIGHT)).toEqual({
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
    const stack = stackWithRoute({}, { tokenSources: [TokenSource.cookie()], authorizedParties });
    const answer = await preflight(stack, 'ANY /x', { ...PREFLIGHT, origin: 'https://admin.example.com' });
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': 'https://admin.example.com',
      'access-control-allow-credentials': 'true',
    });
    const refused = await preflight(stack, 'ANY /x', { ...PREFLIGHT, origin: 'https://evil.example.com' });
    expect(refused.headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('of an API with authorizedParties and no cookie is answered for any origin: there is nothing to steal', async () => {
    const stack = stackWithRoute({}, { authorizedParties: ['https://app.example.com'] });
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
    const answer = await preflight(stackWithRoute({}), 'ANY /x', PREFLIGHT, 'TRACE');
    expect(answer).toEqual({ statusCode: 405, headers: { allow: `${VERBS.join(', ')}, OPTIONS` } });
  });
});
