import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { describe, expect, test } from 'vitest';
import { ClaimRule, PreflightRoute, RouteAccess } from '../../../../src';
import { responderVariables, stackWithRoute } from '../../support/responder';
import { newApi, newFunction, newStack, resources, templateOf } from '../../support/stack';
import { missingPermissions, openDoors } from '../../support/template/rules';

const { GET, OPTIONS, ANY } = HttpMethod;
const VERBS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const RESPONDER = expect.stringContaining('ClerkPreflight');
const BACK_END = expect.stringMatching(/^Function/);

/** Returns where the routes of the stack lead: the id of the integration's function, or its URL. */
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

describe('where the routes of a protected path lead', () => {
  const verbs = Object.fromEntries(VERBS.map((verb) => [`${verb} /x`, BACK_END]));

  test.each<[PreflightRoute | undefined, object]>([
    [undefined, { 'ANY /x': RESPONDER }],
    [PreflightRoute.ANY, { 'ANY /x': RESPONDER }],
    [PreflightRoute.OPTIONS, { 'OPTIONS /x': RESPONDER }],
    [PreflightRoute.NONE, {}],
    [PreflightRoute.BACK_END, { 'OPTIONS /x': BACK_END }],
  ])('with preflightRoute %s', (preflightRoute, open) => {
    expect(targets(stackWithRoute({}, { preflightRoute }))).toEqual({ ...verbs, ...open });
  });

  test.each<[string, RouteAccess]>([
    ['signedIn', RouteAccess.signedIn()],
    ['when', RouteAccess.when(ClaimRule.hasRole('admin'))],
    ['optional', RouteAccess.optional()],
  ])('with the access %s', (_, access) => {
    expect(targets(stackWithRoute({ access }))).toEqual({ ...verbs, 'ANY /x': RESPONDER });
  });

  test.each<[string, RouteAccess | undefined, PreflightRoute, unknown]>([
    ['by default', undefined, PreflightRoute.ANY, RESPONDER],
    ['with an access by name', RouteAccess.signedIn(), PreflightRoute.ANY, RESPONDER],
    ['without a preflight route for ANY', undefined, PreflightRoute.NONE, RESPONDER],
    ['where the back end is asked for', undefined, PreflightRoute.BACK_END, BACK_END],
  ])('OPTIONS among the methods, %s', (_, access, preflightRoute, target) => {
    const stack = stackWithRoute({ methods: [GET, OPTIONS], access }, { preflightRoute });
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
    expect(targets(stackWithRoute({ access: RouteAccess.anyone() }))).toEqual({ 'ANY /x': BACK_END });
    const listed = stackWithRoute({ access: RouteAccess.anyone(), methods: [OPTIONS] });
    expect(targets(listed)).toEqual({ 'OPTIONS /x': BACK_END });
    expect(responderVariables(listed)).toEqual([]);
  });

  test('a back end that answers preflights is warned about, and only that', () => {
    const warning = Match.stringLikeRegexp('OPTIONS requests without a token.*preflightsReachBackEnd');
    Annotations.fromStack(stackWithRoute({}, { preflightRoute: PreflightRoute.BACK_END })).hasWarning('*', warning);
    Annotations.fromStack(stackWithRoute({})).hasNoWarning('*', Match.anyValue());
  });
});

describe('a permission', () => {
  test('for each function allows API Gateway to invoke it for each of its routes, $default too', () => {
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
