import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { missingPermissions, openDoors, openRoutes } from '../unit/support/template/rules';
import { FRONTEND_API_URL, resources, run } from './support';

const template = inject('template');
const routes = resources('AWS::ApiGatewayV2::Route');
const open = ['ANY /documents/{proxy+}', 'GET /health'];

/** Returns `value(route)` by route key, for example `GET /orders`. */
function byRoute<T>(value: (route: Record<string, unknown>) => T): Record<string, T> {
  return Object.fromEntries(routes.map((route) => [String(route.RouteKey), value(route)]));
}

describe('the TypeScript app', () => {
  test('protects all routes except the public ones', () => {
    expect(byRoute(({ AuthorizationType }) => AuthorizationType)).toEqual({
      'GET /orders': 'JWT',
      'POST /orders': 'JWT',
      'GET /documents/{proxy+}': 'JWT',
      'HEAD /documents/{proxy+}': 'JWT',
      'POST /documents/{proxy+}': 'JWT',
      'PUT /documents/{proxy+}': 'JWT',
      'PATCH /documents/{proxy+}': 'JWT',
      'DELETE /documents/{proxy+}': 'JWT',
      'ANY /documents/{proxy+}': 'NONE',
      'GET /admin': 'CUSTOM',
      'GET /health': 'NONE',
    });
    expect(openRoutes(template)).toEqual(open);
    expect(openDoors(template)).toEqual([]);
  });

  test('has the same open routes by the command of the package', async () => {
    const folder = join(inject('workspace'), 'typescript');
    const command = join(folder, 'node_modules/.bin/cdk-clerk-authorizer');
    const report = JSON.parse(await run(folder, command, ['routes', 'cdk.out/Consumer.template.json', '--json']));
    expect(report).toMatchObject({ openRoutes: ['GET /health'], hidden: [], warnings: [] });
  });

  test('has the permission to invoke the function of each route and authorizer', () => {
    expect(missingPermissions(template)).toEqual([]);
  });

  test('configures issuer and audience for GET /orders', () => {
    const { Ref: authorizer } = byRoute(({ AuthorizerId }) => AuthorizerId)['GET /orders'] as { Ref: string };
    expect(template.Resources[authorizer]?.Properties).toMatchObject({
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Issuer: FRONTEND_API_URL, Audience: ['ClerkJwtAuthorizer'] },
    });
  });

  test('shares one integration and one permission between the nine routes of its handler', () => {
    const targets = Object.entries(byRoute(({ Target }) => JSON.stringify(Target)));
    const ofHandler = targets.filter(([routeKey]) => !open.includes(routeKey)).map(([, target]) => target);
    expect(ofHandler).toHaveLength(9);
    expect(new Set(ofHandler).size).toBe(1);

    const permissions = resources('AWS::Lambda::Permission').map(({ FunctionName }) => FunctionName);
    expect(permissions.filter((name) => String(name).endsWith(':function:handler'))).toHaveLength(1);
  });

  test('has cdk-nag findings for its public routes only, which one line acknowledges', async () => {
    const folder = join(inject('workspace'), 'typescript');
    const { found, standing }: Record<string, Violation[]> = JSON.parse(await run(folder, 'node', ['nag.mjs']));
    expect(standing).toEqual([]);
    const findings = found?.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}`),
    );
    const ids = open.map((routeKey) => routeKey.replace(' ', '').replaceAll('/', '--'));
    expect(findings?.sort()).toEqual(ids.map((id) => `AwsSolutions-APIG4 Consumer/Api/Default/${id}/Resource`).sort());
  });
});

interface Violation {
  readonly ruleName: string;
  readonly violatingResources: { readonly constructPath: string }[];
}
