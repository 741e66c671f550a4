import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack, Stage } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ExplainedApp, runExplain } from '../../support/explained-app';

let explained: ExplainedApp;

beforeAll(async () => {
  explained = await ExplainedApp.start();
});
afterAll(() => explained.close());

describe('a mistake is one sentence with exit code 2', () => {
  const emptyFolder = () => mkdtempSync(join(explained.folder, 'empty-'));
  const folderOfStages = () => {
    const app = new App({ outdir: mkdtempSync(join(explained.folder, 'stages-')) });
    for (const name of ['Dev', 'Prod']) new Stack(new Stage(app, name), 'Api');
    return app.synth().directory;
  };
  const big = () => explained.file('big.json', 'x'.repeat(10 * 1024 * 1024));
  const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyXzEifQ.c2lnbmF0dXJlLXNpZ25hdHVyZQ';

  test.each<[string, string | undefined, () => string[], string | RegExp]>([
    ['no authorizer', token, () => [], 'Name a --template with a --route, or a --frontend-api-url with an --audience.'],
    ['no template', token, () => ['--template', token], 'The file of --template does not exist: run cdk synth first.'],
    [
      'a directory without a template',
      token,
      () => ['--template', emptyFolder()],
      'The directory has no template: run cdk synth first.',
    ],
    [
      'a directory with several stages',
      token,
      () => ['--template', folderOfStages()],
      'The directory has several stages: name that of a stage, or a template.',
    ],
    ['no JSON', token, () => ['-t', explained.file('x.yaml', token)], /^The file of --template is not JSON: /],
    [
      'no template of CloudFormation',
      token,
      () => ['-t', explained.file('x.json', '{"a":1}')],
      /^This is not a CloudFormation template/,
    ],
    [
      'no API',
      token,
      () => ['-t', explained.file('y.json', '{"Resources":{}}'), '-r', 'GET /'],
      'The template has no API of API Gateway.',
    ],
    [
      'no route',
      token,
      () => explained.template('Http'),
      /^Name the route with --route\. The template has GET \/orders\/\{id}, /,
    ],
    [
      'a route that is not there',
      token,
      () => explained.route('GET /admim'),
      'There is no route for GET /admim; the closest is GET /admin.',
    ],
    ['an authorizer of someone else', token, () => explained.route('GET /iam'), /^The route is protected by IAM, /],
    ['no token', '', () => explained.route('GET /admin'), /^There is no token: /],
    ['a terminal', undefined, () => explained.route('GET /admin'), /^There is no token: /],
    [
      'text that is no token',
      'correct-horse-battery-staple',
      () => explained.route('GET /admin'),
      /^The input is not a token: /,
    ],
    [
      'two tokens',
      token,
      () => [...explained.route('GET /admin'), token, '--header', token],
      'Give one token, in one way.',
    ],
    [
      'a large JWKS',
      token,
      () => [...explained.route('GET /admin').slice(0, -1), big()],
      'The file of --jwks has more than 150000 bytes.',
    ],
    [
      'a JWKS of something else',
      token,
      () => [...explained.route('GET /admin').slice(0, -1), explained.file('z.json', '{"keys":[]}')],
      /^The file of --jwks has no RSA key: /,
    ],
    [
      'a PEM of something else',
      token,
      () => [...explained.route('GET /admin').slice(0, -2), '--pem', explained.file('x.pem', token)],
      'The PEM is not a public RSA key.',
    ],
    [
      'two kinds of keys',
      token,
      () => [...explained.route('GET /admin'), '--pem', explained.jwks],
      'Give either --pem or --jwks.',
    ],
    [
      'no time',
      token,
      () => [...explained.route('GET /admin'), '--at', 'yesterday'],
      'Write the time of --at as in 2026-01-31T12:00:00Z.',
    ],
    [
      'no assignment',
      token,
      () => [...explained.route('GET /admin'), '--parameter', 'Url'],
      'Write a parameter as --parameter NAME=VALUE.',
    ],
    ['no audience', token, () => ['--frontend-api-url', 'https://clerk.example.com'], /^Name an --audience /],
    [
      'no URL',
      token,
      () => ['--frontend-api-url', 'clerk', '--audience', 'a'],
      /^The authorizer is described wrongly: /,
    ],
  ])('%s', async (_, input, argv, message) => {
    const { exitCode, out, err } = await runExplain(input, ...argv());
    expect([exitCode, out]).toEqual([2, '']);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err.trimEnd()).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });
});
