import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { AllApis } from '../support/all-apis';
import { templateOf } from '../support/stack';
import { type Resource, resourcesOf, text } from '../support/template/intrinsics';
import { openRoutes } from '../support/template/rules';

const page = readFileSync('docs/audits.md', 'utf8');
const template = templateOf(new AllApis());

/** The functions of the package; the back end has no description. */
const functions = resourcesOf(template, 'AWS::Lambda::Function').filter(([, { Description }]) => Description);

function propertiesOf(type: string): NonNullable<Resource['Properties']>[] {
  const properties = resourcesOf(template, type).map(([, it]) => it);
  expect(properties.length).toBeGreaterThan(0);
  return properties;
}

function routesAreAuthorized(): void {
  const types = propertiesOf('AWS::ApiGatewayV2::Route').map(({ AuthorizationType }) => AuthorizationType);
  expect(types.filter((type) => !['JWT', 'CUSTOM', 'NONE'].includes(type))).toEqual([]);
  expect(openRoutes(template)).toEqual([
    'ANY /feed', // answers preflights, as that of /orders
    'ANY /health',
    'ANY /orders',
    'GET /.well-known/oauth-protected-resource',
    'GET /.well-known/oauth-protected-resource',
    'OPTIONS /.well-known/oauth-protected-resource',
    'OPTIONS /.well-known/oauth-protected-resource',
  ]);
}

function accessIsLogged(): void {
  const [{ AccessLogSettings: settings }] = propertiesOf('AWS::ApiGatewayV2::Stage');
  expect(settings.Format).toContain('$context.requestId');
  expect(settings.Format).not.toMatch(/header|authorization\b/i);
}

function onlyApiGatewayInvokes(): void {
  for (const { Principal, SourceArn } of propertiesOf('AWS::Lambda::Permission')) {
    expect(Principal).toBe('apigateway.amazonaws.com');
    const [account, api, ...rest] = text(SourceArn).split(':').slice(4).join('/').split('/');
    expect([account, api]).toEqual(['123456789012', expect.stringMatching(/^\$\{\w+\}$/)]);
    if (rest[0] === 'authorizers') expect(rest[1]).toMatch(/^\$\{\w+\}$/);
  }
}

function runtimesAreSupported(): void {
  expect(new Set(functions.map(([, { Runtime }]) => Runtime))).toEqual(new Set(['nodejs24.x']));
}

function rolesWriteLogsOnly(): void {
  const ofBackEnd = /^FunctionServiceRole|^RestCloudWatchRole/;
  const roles = resourcesOf(template, 'AWS::IAM::Role').filter(([id]) => !ofBackEnd.test(id));
  expect(roles).toHaveLength(functions.length);
  expect(roles.filter(([, role]) => role.ManagedPolicyArns || role.Policies)).toEqual([]);
  for (const { PolicyDocument } of propertiesOf('AWS::IAM::Policy')) {
    expect(PolicyDocument.Statement).toMatchObject([
      { Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: { 'Fn::GetAtt': [expect.anything(), 'Arn'] } },
    ]);
  }
}

function rolesAreNotShared(): void {
  const roles = functions.map(([, { Role }]) => Role['Fn::GetAtt'][0]);
  expect(new Set(roles).size).toBe(functions.length);
  expect(roles.filter((id) => template.Resources[id]?.Type !== 'AWS::IAM::Role')).toEqual([]);
}

function tokensAreInHeaders(): void {
  const authorizers = [
    ...propertiesOf('AWS::ApiGatewayV2::Authorizer'),
    ...propertiesOf('AWS::ApiGateway::Authorizer'),
  ];
  expect(authorizers.flatMap(({ IdentitySource }) => IdentitySource).join()).not.toContain('querystring');
}

const HELD: Record<string, (() => void)[]> = {
  'APIGateway.8 routes specify an authorization type': [routesAreAuthorized],
  'APIGateway.9 access logging of V2 stages': [accessIsLogged],
  'Lambda.1 no public access to functions': [onlyApiGatewayInvokes],
  'Lambda.2 supported runtimes': [runtimesAreSupported],
  '12.4 least privilege': [rolesWriteLogsOnly],
  '12.5 a role for each function': [rolesAreNotShared],
  '12.6 not exposed to everyone': [onlyApiGatewayInvokes],
  '12.7 active execution roles': [rolesAreNotShared],
  '12.9 no administrative privileges': [rolesWriteLogsOnly],
  '12.10 no unknown cross-account access': [onlyApiGatewayInvokes],
  '12.11 runtimes with support': [runtimesAreSupported],
  'SEC 1 control access with an authorizer': [routesAreAuthorized],
  'SEC 1 no credentials in query strings': [tokensAreInHeaders],
  'SEC 2 least privilege, a role for each function': [rolesWriteLogsOnly, rolesAreNotShared],
  'Access logs, with what is needed only': [accessIsLogged],
};

test('docs/audits.md says "held" of the controls that are checked here, and of no other', () => {
  const held = [...page.matchAll(/^\| ([^|]+) \| held \|/gm)].map(([, control]) => control);
  expect(held).toEqual(Object.keys(HELD));
});

test.each(Object.entries(HELD))('%s', (_, checks) => {
  for (const check of checks) check();
});

test('docs/audits.md names tests that exist', () => {
  const named = [...page.matchAll(/`((?:test\/unit\/)?[\w/.-]+\.test\.ts)`/g)].map(([, path = '']) =>
    path.startsWith('test/') ? path : `test/unit/src/cdk/${path}`,
  );
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});
