import { createRequire } from 'node:module';
import type * as core from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import type * as authorizers from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import type * as integrations from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as shipped from '../../src/index';
import { answer, cpuMicroseconds, loadedPeers, readJob } from './job';

export interface SynthJob {
  readonly entry: string;
  readonly form: SynthForm;
  /** The number of routes. */
  readonly count: number;
  readonly outdir: string;
  /** Modules to load before the measurement, because the CDK loads each of its parts when that is first used. */
  readonly preload: string[];
}

/** The ways to write an API: by hand with L1 or L2 constructs, and with this package. */
export type SynthForm =
  | 'l1'
  | 'l2Unscoped'
  | 'l2'
  | 'l2Each'
  | 'ours'
  | 'oursAdded'
  | 'oursAny'
  | 'oursRules'
  | 'oursNested';

export interface SynthResult {
  readonly milliseconds: number;
  /** The files of the CDK that are loaded in the end. */
  readonly peers: string[];
}

const ISSUER = 'https://sensible-skunk-49.clerk.accounts.dev';
const AUDIENCE = ['ClerkJwtAuthorizer'];

/** A nested stack has at most 500 resources. */
const ROUTES_PER_STACK = 100;

const { entry, form, count, outdir, preload } = readJob<SynthJob>();
const load = createRequire(entry);
const { App, NestedStack, Stack } = load('aws-cdk-lib') as typeof core;
const api = load('aws-cdk-lib/aws-apigatewayv2') as typeof apigateway;
const { HttpJwtAuthorizer } = load('aws-cdk-lib/aws-apigatewayv2-authorizers') as typeof authorizers;
const { HttpLambdaIntegration } = load('aws-cdk-lib/aws-apigatewayv2-integrations') as typeof integrations;
const fn = load('aws-cdk-lib/aws-lambda') as typeof lambda;
const { ClaimRule, ClerkProtectedHttpApi, RouteAccess } = load(entry) as typeof shipped;
for (const file of preload) load(file);

const start = cpuMicroseconds();
const app = new App({ outdir, context: { '@aws-cdk/core:stackResourceLimit': 0 } });
const stack = new Stack(app, 'Stack');
const handler = new fn.Function(stack, 'Handler', {
  runtime: fn.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: fn.Code.fromInline('exports.handler = async () => ({ statusCode: 200 })'),
});
const paths = Array.from({ length: form === 'oursAny' ? Math.ceil(count / 7) : count }, (_, i) => `/items${i}/{id}`);
if (form === 'l1') buildL1();
else if (form === 'oursNested') buildNested();
else if (form.startsWith('ours')) buildOurs();
else buildL2();
app.synth();
const milliseconds = (cpuMicroseconds() - start) / 1000;
answer({ milliseconds, peers: loadedPeers(load) } satisfies SynthResult);

function buildL1(): void {
  const { ref: apiId } = new api.CfnApi(stack, 'Api', { name: 'api', protocolType: 'HTTP' });
  new api.CfnStage(stack, 'Stage', { apiId, stageName: '$default', autoDeploy: true });
  const integration = new api.CfnIntegration(stack, 'Integration', {
    apiId,
    integrationType: 'AWS_PROXY',
    integrationUri: handler.functionArn,
    payloadFormatVersion: '2.0',
  });
  const authorizer = new api.CfnAuthorizer(stack, 'Authorizer', {
    apiId,
    name: 'clerk',
    authorizerType: 'JWT',
    identitySource: ['$request.header.Authorization'],
    jwtConfiguration: { issuer: ISSUER, audience: AUDIENCE },
  });
  const { functionArn: functionName } = handler;
  const permission = { action: 'lambda:InvokeFunction', principal: 'apigateway.amazonaws.com', functionName };
  new fn.CfnPermission(stack, 'Permission', permission);
  for (const path of paths) {
    new api.CfnRoute(stack, `Route${path}`, {
      apiId,
      routeKey: `GET ${path}`,
      target: `integrations/${integration.ref}`,
      authorizationType: 'JWT',
      authorizerId: authorizer.ref,
    });
  }
}

function buildL2(): void {
  const options = { scopePermissionToRoute: form !== 'l2Unscoped' };
  const httpApi = new api.HttpApi(stack, 'Api');
  const authorizer = new HttpJwtAuthorizer('Clerk', ISSUER, { jwtAudience: AUDIENCE });
  const shared = new HttpLambdaIntegration('Integration', handler, options);
  for (const path of paths) {
    const integration = form === 'l2Each' ? new HttpLambdaIntegration(`Integration${path}`, handler, options) : shared;
    httpApi.addRoutes({ path, methods: [api.HttpMethod.GET], integration, authorizer });
  }
}

function buildOurs(): void {
  const routes = paths.map((path, index) => ({
    path,
    handler,
    methods: form === 'oursAny' ? undefined : [api.HttpMethod.GET],
    access: form === 'oursRules' ? RouteAccess.when(ClaimRule.hasPermission(`org:items:read${index}`)) : undefined,
  }));
  const instance = { frontendApiUrl: ISSUER, audience: AUDIENCE };
  if (form !== 'oursAdded') {
    new ClerkProtectedHttpApi(stack, 'Api', { ...instance, routes });
    return;
  }
  const added = new ClerkProtectedHttpApi(stack, 'Api', instance);
  for (const route of routes) added.addRoutes(route);
}

/** Adds the routes in nested stacks, each with an API construct of its own for the API of the parent. */
function buildNested(): void {
  const instance = { frontendApiUrl: ISSUER, audience: AUDIENCE };
  const { httpApi } = new ClerkProtectedHttpApi(stack, 'Api', instance);
  for (let first = 0; first < paths.length; first += ROUTES_PER_STACK) {
    const methods = [api.HttpMethod.GET];
    const routes = paths.slice(first, first + ROUTES_PER_STACK).map((path) => ({ path, handler, methods }));
    const nested = new NestedStack(stack, `Routes${first}`);
    new ClerkProtectedHttpApi(nested, 'Api', { ...instance, httpApi, routes });
  }
}
