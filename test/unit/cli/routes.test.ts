import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { HttpApi, HttpMethod, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { afterAll, describe, expect, test } from 'vitest';
import { routes } from '../../../cli/commands/routes';
import { main } from '../../../cli/main';
import { ClerkProtectedHttpApi, type ClerkProtectedHttpApiProps } from '../../../src';
import { testIo } from '../support/cli';

const SAM = 'test/fixtures/templates/sam-processed.json';
const folder = mkdtempSync(join(tmpdir(), 'routes-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...argv: string[]) {
  const io = testIo();
  const exitCode = await main(['routes', ...argv], [routes], io);
  return { exitCode, out: io.out, err: io.err };
}

function write(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** A template of an HTTP API whose routes ask for nothing, or for a signature. */
function template(routeKeys: Record<string, 'NONE' | 'AWS_IAM' | object>, ApiId: unknown = { Ref: 'Api' }) {
  const entries = Object.entries(routeKeys).map(([RouteKey, AuthorizationType], index) => [
    `Route${index}`,
    { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId, RouteKey, AuthorizationType } },
  ]);
  return { Resources: { Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: {} }, ...Object.fromEntries(entries) } };
}

describe('output', () => {
  test('a table that begins with the verdict', async () => {
    const { exitCode, out } = await run(SAM);
    expect(exitCode).toBe(0);
    expect(out).toMatchSnapshot();
  });

  test('Markdown', async () => {
    const path = write('markdown.json', template({ 'GET /a': 'AWS_IAM', 'POST /a': 'AWS_IAM' }));
    expect((await run(path, '--markdown')).out).toBe(`### Api

| METHOD | PATH | ACCESS | CALLERS | AUTHORIZER | PREFLIGHT |
| --- | --- | --- | --- | --- | --- |
| GET POST | /a | iam | IAM identities |  | refused |
`);
  });

  test('JSON', async () => {
    const path = write('json.json', template({ 'GET /a': 'NONE' }));
    expect(JSON.parse((await run(path, '--json')).out)).toEqual({
      routes: [
        { api: 'Api', kind: 'http', method: 'GET', path: '/a', access: 'open', preflight: 'refused', warnings: [] },
      ],
      openRoutes: ['GET /a'],
      warnings: [],
      hidden: [],
      unexpectedlyOpen: ['GET /a'],
    });
  });

  test('a template without an API says so', async () => {
    const path = write('none.json', { Resources: {} });
    expect(await run(path)).toEqual({ exitCode: 0, out: 'There is no API in it.\n', err: '' });
  });
});

describe('--fail-on-open', () => {
  const path = write('open.json', template({ 'GET /health': 'NONE', 'POST /hook': 'NONE', 'GET /a': 'AWS_IAM' }));

  test('fails if a route is open that is not allowed', async () => {
    const { exitCode, err } = await run(path, '--fail-on-open', '--allow', 'GET /health');
    expect(exitCode).toBe(1);
    expect(err).toBe(
      "1 route open without being allowed: POST /hook\nGuard the routes, or add --allow 'POST /hook'.\n",
    );
  });

  test('passes if all of them are allowed, by options or by a file', async () => {
    const file = write('allowed.txt', '# for Clerk\nPOST /hook\n\n');
    expect(await run(path, '--fail-on-open', '--allow', 'GET /health', '--allow', 'POST /hook')).toMatchObject({
      exitCode: 0,
      err: '',
    });
    expect(await run(path, '--fail-on-open', '--allow', 'GET /health', '--allow-file', file)).toMatchObject({
      exitCode: 0,
      err: '',
    });
  });

  test('names what is allowed and not open', async () => {
    const { err } = await run(path, '--fail-on-open', '--allow', 'GET /helth');
    expect(err).toContain('GET /helth is allowed, but is no open route; did you mean GET /health?\n');
  });

  test('without it open routes are no failure', async () => {
    expect((await run(path)).exitCode).toBe(0);
  });

  test.each<[string, object, string]>([
    ['an imported API', template({ 'GET /a': 'AWS_IAM' }, 'abc123'), 'abc123 is defined elsewhere'],
    [
      'an untransformed template',
      { Resources: { F: { Type: 'AWS::Serverless::Api' } } },
      'F is transformed at deployment',
    ],
    ['what is known at deployment', template({ 'GET /a': { Ref: 'Type' } }), 'known at deployment only: GET /a'],
  ])('has a code of its own for %s', async (name, content, message) => {
    const { exitCode, err } = await run(write(`${name}.json`, content), '--fail-on-open');
    expect(exitCode).toBe(3);
    expect(err).toContain(message);
  });
});

describe('--diff', () => {
  const guarded = write('guarded.json', template({ 'GET /a': 'AWS_IAM' }));
  const open = write('opened.json', template({ 'GET /a': 'NONE' }));

  test('fails if something became more open', async () => {
    const { exitCode, out } = await run('--diff', guarded, open);
    expect(exitCode).toBe(1);
    expect(out).toBe('1 change to more open\nGET  /a  IAM identities → anyone  Api\n');
  });

  test('passes if something became less open, or nothing changed', async () => {
    expect(await run('--diff', open, guarded)).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining('less open'),
    });
    expect(await run('--diff', open, open)).toMatchObject({
      exitCode: 0,
      out: 'Nobody may call more or less than before.\n',
    });
  });

  test('says which authorizer, issuer and audience a route had and has, if the callers are the same in words', async () => {
    const clerk = { frontendApiUrl: 'https://clerk.example.com', audience: ['orders-v1'] };
    const templateOf = (props: Partial<ClerkProtectedHttpApiProps>) => {
      const stack = new Stack(new App(), 'Orders');
      const integration = new HttpUrlIntegration('BackEnd', 'https://backend.example.com');
      const api = new ClerkProtectedHttpApi(stack, 'Api', { ...clerk, ...props });
      api.addRoutes({ path: '/orders', methods: [HttpMethod.GET], integration });
      return write(`${['orders', ...Object.keys(props)].join('-')}.json`, Template.fromStack(stack).toJSON());
    };
    const diff = (props: Partial<ClerkProtectedHttpApiProps>) => run('--diff', templateOf({}), templateOf(props));

    const { out } = await diff({ authorizedParties: ['https://app.example.com'] });
    expect(out).toContain('signed in (jwt) → signed in (lambda)');
    expect(out).toContain('a bad token gets 401 from jwt and 403 from lambda');

    const other = await diff({ audience: ['orders-v2'] });
    expect(other.out).toContain('signed in (aud orders-v1) → signed in (aud orders-v2)');
    expect(other.out).not.toContain('a bad token');
    const moved = await diff({ frontendApiUrl: 'https://clerk.example.org' });
    expect(moved.out).toContain('(iss https://clerk.example.com) → signed in (iss https://clerk.example.org)');
  });

  test('as JSON', async () => {
    const { changes } = JSON.parse((await run('--diff', guarded, open, '--json')).out);
    expect(changes).toMatchObject([{ kind: 'moreOpen', methods: ['GET'], path: '/a', before: { access: 'iam' } }]);
  });

  test('has a code of its own if the new routes cannot be seen', async () => {
    const imported = write('imported.json', template({ 'GET /a': 'AWS_IAM' }, { Ref: 'Api2' }));
    expect((await run('--diff', imported, imported)).exitCode).toBe(3);
  });
});

describe('a directory of the CDK', () => {
  const app = new App({ outdir: join(folder, 'cdk.out') });
  const addRoute = (stack: Stack, httpApi: HttpApi, path: string) =>
    new HttpRoute(stack, path, {
      httpApi,
      routeKey: HttpRouteKey.with(path, HttpMethod.GET),
      integration: new HttpUrlIntegration('Url', 'https://backend.example.com'),
    });
  const apiStack = new Stack(app, 'ApiStack');
  const api = new HttpApi(apiStack, 'Api');
  addRoute(new Stack(app, 'Other'), api, '/other');
  addRoute(new NestedStack(apiStack, 'Nested'), api, '/nested');
  const production = new Stack(new Stage(app, 'Production'), 'Stack');
  addRoute(production, new HttpApi(production, 'Api'), '/production');
  new Stack(app, 'Empty');
  app.synth();

  test('all stacks are read together, with nested stacks and stages', async () => {
    const { openRoutes, hidden } = JSON.parse((await run(join(folder, 'cdk.out'), '--json')).out);
    expect(openRoutes.sort()).toEqual(['GET /nested', 'GET /other', 'GET /production']);
    expect(hidden).toEqual([]);
  });

  test('a template is read with the nested stacks beside it', async () => {
    const { openRoutes } = JSON.parse((await run(join(folder, 'cdk.out/ApiStack.template.json'), '--json')).out);
    expect(openRoutes).toEqual(['GET /nested']);
  });

  test('a directory without a manifest is read by the names of its files', async () => {
    const plain = join(folder, 'plain');
    mkdirSync(plain);
    cpSync(join(folder, 'open.json'), join(plain, 'A.template.json'));
    expect(JSON.parse((await run(plain, '--json')).out).openRoutes).toEqual(['GET /health', 'POST /hook']);
  });
});

describe('bad input is one sentence with exit code 2', () => {
  const text = write('template.yaml', 'Resources:\n  Secret: hunter2');
  const list = write('list.json', [1]);
  const other = write('other.json', { terraform_version: '1' });
  const empty = join(folder, 'empty');
  mkdirSync(empty);

  test.each<[string[], RegExp]>([
    [['missing'], /^There is no file or directory missing: run cdk synth first, or name a template\.\n$/],
    [[`eyJ${'x'.repeat(50)}`], /^There is no file or directory of that name: run cdk synth first/],
    [[empty], /^There is no template in .*empty: run cdk synth first\.\n$/],
    [[text], /^.*template\.yaml is not a template in JSON, as cdk synth and .* write it\.\n$/],
    [[list], /^.*list\.json is not a template in JSON/],
    [[other], /^This is not a CloudFormation template: it has no Resources\.\n$/],
    [[SAM, SAM], /^routes takes one template or directory; --diff takes two\.\n$/],
    [['--diff', SAM], /^routes --diff takes two templates or directories: --diff OLD NEW\.\n$/],
    [[SAM, '--fail-on-open', '--allow-file', 'missing'], /^The file of --allow-file does not exist\.\n$/],
  ])('%j', async (argv, message) => {
    const { exitCode, out, err } = await run(...argv);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toContain('hunter2');
  });
});
