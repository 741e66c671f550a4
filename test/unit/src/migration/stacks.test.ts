import { App, CfnParameter, NestedStack, Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, WebSocketApi, WebSocketRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { describe, expect, test } from 'vitest';
import {
  ClaimRule,
  ClerkProtectedHttpApi,
  type ClerkProtectedHttpApiProps,
  ClerkWebSocketAuthorizer,
  RouteAccess,
} from '../../../../src';
import { CLERK, newFunction } from '../../support/stack';
import { cyclesOf, exportsOf, importsOf, type Templates, templatesOf } from '../../support/template/cycles';

const { GET } = HttpMethod;
const isAdmin = ClaimRule.hasRole('org:admin');

/** Where the API and the construct stand. */
const PLACES: Record<string, (app: App) => [ofApi: Stack, ofConstruct: Stack]> = {
  'two stacks': (app) => [new Stack(app, 'Shared'), new Stack(app, 'Team')],
  'a stack and a nested stack in it': (app) => {
    const shared = new Stack(app, 'Shared');
    return [shared, new NestedStack(shared, 'Team')];
  },
  'a nested stack and the stack around it': (app) => {
    const team = new Stack(app, 'Team');
    return [new NestedStack(team, 'Shared'), team];
  },
  'two nested stacks': (app) => {
    const parent = new Stack(app, 'Parent');
    return [new NestedStack(parent, 'Shared'), new NestedStack(parent, 'Team')];
  },
};

/** What the construct may need of its own stack. */
const NEEDS: Record<string, (team: Stack) => Partial<ClerkProtectedHttpApiProps>> = {
  nothing: () => ({}),
  'a parameter as audience': (team) => ({ audience: [new CfnParameter(team, 'Audience').valueAsString] }),
  'a parameter in the rule': (team) => {
    const role = new CfnParameter(team, 'Group').valueAsString;
    return { defaultAccess: RouteAccess.when(ClaimRule.claim('group').equalTo(role)) };
  },
  'a log group': (team) => ({ functionOptions: { logGroup: new LogGroup(team, 'TeamLogs') } }),
  'a VPC': (team) => ({ functionOptions: { vpc: new Vpc(team, 'Vpc', { natGateways: 0, maxAzs: 1 }) } }),
  'a role': (team) => {
    const role = new Role(team, 'TeamRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    return { functionOptions: { role } };
  },
};

function build([shared, team]: [Stack, Stack], props: Partial<ClerkProtectedHttpApiProps> = {}) {
  const httpApi = new HttpApi(shared, 'Api');
  const api = new ClerkProtectedHttpApi(team, 'Clerk', { ...CLERK, httpApi, ...props });
  const handler = newFunction(team);
  api.addRoutes({ path: '/default', handler });
  api.addRoutes({ path: '/feed', methods: [GET], handler, access: RouteAccess.optional() });
  return api;
}

describe.each(Object.entries(PLACES))('the API and the construct in %s', (_, placesIn) => {
  test.each(Object.entries(NEEDS))('with %s: one-way, without a cycle', (_name, needs) => {
    const app = new App();
    const places = placesIn(app);
    build(places, needs(places[1]));
    expect(cyclesOf(templatesOf(app))).toEqual([]);
    const created = places[0].node.tryFindChild('Api')?.node.findAll() ?? [];
    expect(created.filter(({ node }) => /Clerk|Route|Integration/.test(node.path))).toEqual([]);
  });
});

test('changing a rule to signedIn removes no export that a deployed stack imports', () => {
  const versionWith = (access: RouteAccess): Templates => {
    const app = new App();
    const places: [Stack, Stack] = [new Stack(app, 'Shared'), new Stack(app, 'Team')];
    const handler = newFunction(places[0]);
    build(places).addRoutes({ path: '/admin', methods: [GET], handler, access });
    return templatesOf(app);
  };
  const [before, after] = [versionWith(RouteAccess.when(isAdmin)), versionWith(RouteAccess.signedIn())];
  const imported = Object.values(before).flatMap(importsOf);
  const exported = Object.values(after).flatMap(exportsOf);
  expect(imported.length).toBeGreaterThan(0);
  expect(imported.filter((name) => !exported.includes(name))).toEqual([]);
});

test('a WebSocket API whose $connect is in another stack gets its authorizer there', () => {
  const app = new App();
  const [shared, team] = [new Stack(app, 'Shared'), new Stack(app, 'Team')];
  const audience = [new CfnParameter(team, 'Audience').valueAsString];
  new WebSocketRoute(team, 'Connect', {
    webSocketApi: new WebSocketApi(shared, 'Chat'),
    routeKey: '$connect',
    integration: new WebSocketLambdaIntegration('Integration', newFunction(team)),
    authorizer: new ClerkWebSocketAuthorizer('Clerk', { ...CLERK, audience }),
  });
  expect(cyclesOf(templatesOf(app))).toEqual([]);
});

test('a cycle in a template, and one of stacks, is found', () => {
  const one = { Resources: { A: { DependsOn: 'B' }, B: { Properties: { X: { 'Fn::GetAtt': ['A', 'Arn'] } } }, C: {} } };
  const exporting = (name: string, other: string) => ({
    Outputs: { O: { Export: { Name: name }, Value: { 'Fn::ImportValue': other } } },
  });
  const templates = { one, two: exporting('x', 'y'), three: exporting('y', 'x') };
  expect(cyclesOf(templates)).toEqual([
    ['A', 'B'],
    ['two', 'three'],
  ]);
});
