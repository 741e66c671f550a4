import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readKnownApis } from '../../../../cli/clerk/known-apis';
import { ClaimRule, ClerkProtectedHttpApi, RouteAccess, TokenSource } from '../../../../src';
import { AUDIENCE, ClerkPage } from '../../support/clerk-page';
import { listen } from '../../support/loopback';
import { newIntegration } from '../../support/stack';

let page: ClerkPage;

beforeAll(async () => {
  page = await ClerkPage.start();
});
afterAll(async () => {
  await page.close();
  await page.clerk.close();
});

describe('an explanation without a template', () => {
  const servers: Server[] = [];
  afterAll(() => {
    for (const server of servers) server.close();
  });

  /** Returns the start of the explanation of a token that an API answers with a status. */
  async function explained(status: number, fields: Record<string, string>): Promise<string> {
    const api = createServer((_, response) => response.writeHead(status).end());
    servers.push(api);
    const { token } = await page.act('mint', { audience: AUDIENCE, ...fields });
    const apiUrl = `http://127.0.0.1:${await listen(api)}`;
    const { explanation } = await page.act('send', { token, audience: AUDIENCE, apiUrl });
    return explanation.split('\n\n')[0];
  }

  const [JWT, LAMBDA] = ['the JWT authorizer of API Gateway', 'the Lambda authorizer of an HTTP API'];
  test.each([
    [401, { flaw: 'expired' }, `as ${JWT} would`],
    [403, { flaw: 'expired' }, `as ${LAMBDA} would`],
    [200, { flaw: 'pending' }, `as ${JWT} would`],
    [200, {}, `as ${LAMBDA} and ${JWT} would`],
    [404, {}, `as ${LAMBDA} and ${JWT} would`],
    [403, {}, 'as neither kind of authorizer would: the route may be open, or have a rule or scopes'],
    [200, { flaw: 'expired' }, 'as neither kind of authorizer would: the route may be open, or have a rule or scopes'],
  ])('compares the status %i for a token with %j with that of each authorizer', async (status, fields, comparison) => {
    expect(await explained(status, fields)).toBe(
      `Without a template, the authorizer of the route is not known. The API answered ${status}, ${comparison}.\n` +
        `This is what ${LAMBDA} would decide:`,
    );
  });
});

describe('an explanation with a template', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clerk-'));
  const adminOnly = { access: RouteAccess.when(ClaimRule.hasRole('org:admin')) };
  let withTemplate: ClerkPage;

  beforeAll(async () => {
    const app = new App({ outdir: folder, context: { 'aws:cdk:enable-path-metadata': true } }); // as the CDK CLI does
    const newApi = (stack: Stack, id: string, path: string, access = {}) => {
      const api = new ClerkProtectedHttpApi(stack, id, {
        frontendApiUrl: page.clerk.frontendApiUrl,
        audience: [AUDIENCE],
      });
      api.addRoutes({ path, methods: [HttpMethod.GET], integration: newIntegration(), ...access });
    };
    const stack = new Stack(app, 'Http');
    newApi(stack, 'Api', '/admin', adminOnly);
    newApi(stack, 'Api2', '/admin');
    newApi(new NestedStack(stack, 'Nested'), 'Api', '/nested');
    newApi(new Stack(new Stage(app, 'Prod'), 'Http'), 'Api', '/orders');
    new CfnResource(new Stack(app, 'Other'), 'Topic', { type: 'AWS::SNS::Topic' });
    new Stack(app, 'Empty');
    app.synth();
    withTemplate = await ClerkPage.open({ clerk: page.clerk, apis: readKnownApis([folder]) });
  });
  afterAll(async () => {
    await withTemplate.close();
    rmSync(folder, { recursive: true });
  });

  test('offers the APIs of all stacks and stages', async () => {
    const { apis } = await withTemplate.act('run');
    expect(apis).toMatchObject([
      { name: 'Http/Api', paths: ['/admin'] },
      { name: 'Http/Api2', paths: ['/admin'] },
      { name: 'Http/Nested/Api', paths: ['/nested'] },
      { name: 'Prod/Http/Api', paths: ['/orders'] },
    ]);
  });

  test.each([
    ['0', '/admin?x=1', 'The token for GET /admin is refused: 403 Forbidden, rule-not-met'],
    ['1', '/admin', 'The token for GET /admin is let in'],
    ['2', '/nested', 'The token for GET /nested is let in'],
    ['3', '/orders', 'The token for GET /orders is let in'],
    ['', '/admin', 'Without a template, the authorizer of the route is not known. The API answered 404, '],
    ['0', '/admim', 'There is no explanation. There is no route for GET /admim; the closest is GET /admin.'],
    ['4', '/admin', 'There is no explanation. Choose an API.'],
    ['__proto__', '/admin', 'There is no explanation. Choose an API.'],
  ])('of API %j and %s is of its authorizer', async (api, path, start) => {
    const { token } = await withTemplate.act('mint', { audience: AUDIENCE, role: 'member' });
    const fields = { token, audience: AUDIENCE, apiUrl: page.clerk.frontendApiUrl, api, path };
    const { explanation } = await withTemplate.act('send', fields);
    expect(explanation.slice(0, start.length)).toBe(start);
  });
});

describe('an explanation of a request without a token', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clerk-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['header', [TokenSource.header('Authorization')], '401 Unauthorized'],
    ['header out of two', [TokenSource.header('Authorization'), TokenSource.header('X-Token')], '403 Forbidden'],
  ])('has the status of API Gateway for a %s', async (_, tokenSources, status) => {
    const stack = new Stack(new App({ outdir: folder }), 'Http');
    const api = new ClerkProtectedHttpApi(stack, 'Api', {
      frontendApiUrl: page.clerk.frontendApiUrl,
      audience: [AUDIENCE],
      tokenSources,
      useLambdaAuthorizer: true,
    });
    api.addRoutes({ path: '/orders', methods: [HttpMethod.GET], integration: newIntegration() });
    (stack.node.root as App).synth();
    const withTemplate = await ClerkPage.open({ clerk: page.clerk, apis: readKnownApis([folder]) });
    const { explanation } = await withTemplate.act('send', {
      apiUrl: page.clerk.frontendApiUrl,
      api: '0',
      path: '/orders',
    });
    await withTemplate.close();
    expect(explanation.split('\n')[0]).toBe(`The token for GET /orders is refused: ${status}, session-token-missing`);
  });
});
