import type { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { type CfnApi, CfnRoute, HttpApi, HttpMethod, HttpNoneAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { describe, expect, test } from 'vitest';
import { ClaimRule, RouteAccess } from '../../../../src';
import { newApi, newIntegration, newStack, resources } from '../../support/stack';

const { GET } = HttpMethod;
const isAdmin = ClaimRule.claim('metadata', 'role').equals('admin');
const admins = RouteAccess.when(isAdmin);
const anyone = RouteAccess.anyone();

function warnings(stack: Stack): unknown[] {
  return Annotations.fromStack(stack)
    .findWarning('*', Match.stringLikeRegexp('cdk-clerk-authorizer:Access'))
    .map(({ entry }) => entry.data);
}

describe('defaultAccess', () => {
  test('of a new API holds for routes that are added to it directly', () => {
    const stack = newStack();
    const api = newApi({ defaultAccess: admins }, stack);
    api.addRoutes({ path: '/a', methods: [GET], integration: newIntegration() });
    api.httpApi.addRoutes({ path: '/b', methods: [GET], integration: newIntegration() });
    const [a, b] = resources(stack, 'AWS::ApiGatewayV2::Route');
    expect(b).toMatchObject({ AuthorizationType: 'CUSTOM', AuthorizerId: a.AuthorizerId });
    expect(warnings(stack)).toEqual([]);
  });

  test('of a new API does not hold for routes that ask for less by other means, which is a warning', () => {
    const stack = newStack();
    const api = newApi({}, stack);
    const { apiId } = api.api;
    new CfnRoute(stack, 'L1', { apiId, routeKey: 'GET /b' });
    new CfnRoute(stack, 'Preflight', { apiId, routeKey: 'OPTIONS /b' });
    const options = { methods: [GET], integration: newIntegration(), authorizer: new HttpNoneAuthorizer() };
    api.httpApi.addRoutes({ path: '/c', ...options });
    api.httpApi.addRoutes({ path: '/d', ...options, authorizer: api.jwtAuthorizer });
    api.addRoutes({ path: '/e', methods: [GET], integration: newIntegration(), access: anyone });
    expect(warnings(stack)).toEqual([
      expect.stringMatching(/ask for less: GET \/c \(open\) and GET \/b \(open\); .*outsideDefaultAccess]$/),
    ]);
  });

  test('of a new API does not hold for the route of its target, which is a warning', () => {
    const stack = newStack();
    const api = newApi({}, stack);
    api.addRoutes({ path: '/a', methods: [GET], integration: newIntegration() });
    (api.httpApi.node.defaultChild as CfnApi).target = 'https://example.com';
    expect(warnings(stack)).toContainEqual(
      expect.stringMatching(/ask for less: \$default \(open\); .*outsideDefaultAccess]$/),
    );
  });

  test('of an existing API does not, which is a warning', () => {
    const stack = newStack();
    const httpApi = new HttpApi(stack, 'Existing');
    httpApi.addRoutes({ path: '/before', methods: [GET], integration: newIntegration() });
    const api = newApi({ httpApi, defaultAccess: admins }, stack);
    api.addRoutes({ path: '/x', methods: [GET], integration: newIntegration() });
    api.addRoutes({ path: '/public', methods: [GET], integration: newIntegration(), access: anyone });
    httpApi.addRoutes({ path: '/after', methods: [GET], integration: newIntegration(), authorizer: api.jwtAuthorizer });
    expect(warnings(stack)).toEqual([
      expect.stringMatching(
        /ask for less: GET \/before \(open\) and GET \/after \(signed in\); .*outsideDefaultAccess]$/,
      ),
    ]);
  });

  test.each([
    ['signed in', RouteAccess.signedIn(), ['/before']],
    ['anyone', anyone, []],
  ])('%s of an existing API does not ask for a rule', (_, defaultAccess, paths) => {
    const stack = newStack();
    const httpApi = new HttpApi(stack, 'Existing');
    httpApi.addRoutes({ path: '/before', methods: [GET], integration: newIntegration() });
    const authorizer = newApi({ httpApi, defaultAccess }, stack).jwtAuthorizer;
    httpApi.addRoutes({ path: '/after', methods: [GET], integration: newIntegration(), authorizer });
    const expected = paths.map((path) => expect.stringContaining(`ask for less: GET ${path} (open); `));
    expect(warnings(stack).filter((text) => String(text).includes('outsideDefaultAccess'))).toEqual(expected);
  });

  test('that nobody wrote is not looked at', () => {
    const stack = newStack();
    const httpApi = new HttpApi(stack, 'Existing');
    httpApi.addRoutes({ path: '/before', methods: [GET], integration: newIntegration() });
    newApi({ httpApi }, stack).addRoutes({ path: '/x', methods: [GET], integration: newIntegration() });
    expect(warnings(stack)).toEqual([]);
  });
});
