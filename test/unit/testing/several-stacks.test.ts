import { App, CfnParameter, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { HttpApi, HttpMethod, type IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ClaimRule, ClerkProtectedHttpApi, type ClerkProtectedHttpApiProps, RouteAccess } from '../../../src';
import {
  AccessReport,
  LocalAuthorizer,
  type LocalAuthorizerOptions,
  type LocalClerk,
  startLocalClerk,
} from '../../../testing';
import { CLERK, newIntegration } from '../support/stack';

const IS_ADMIN = RouteAccess.when(ClaimRule.hasRole('org:admin'));

let clerk: LocalClerk;
beforeAll(async () => {
  clerk = await startLocalClerk();
});
afterAll(() => clerk.close());

/** Adds two routes to an API: one with the JWT authorizer of API Gateway, and one with the function. */
function addRoutes(scope: Construct, name: string, httpApi: IHttpApi, props: Partial<ClerkProtectedHttpApiProps> = {}) {
  const api = new ClerkProtectedHttpApi(scope, `${name}Api`, { ...CLERK, httpApi, ...props });
  const [integration, methods] = [newIntegration(), [HttpMethod.GET]];
  api.addRoutes({ path: `/${name}`, methods, integration });
  api.addRoutes({ path: `/${name}/admin`, methods, integration, access: IS_ADMIN });
}

/** The statuses of a member and of an admin on the route for admins, and of both on the other one. */
async function statuses(local: LocalAuthorizer, name: string): Promise<number[]> {
  const requests = ['', '/admin'].flatMap((path) =>
    ['member', 'admin'].map(async (role) => {
      const route = `GET /${name}${path}`;
      const token = await local.issueFor(route).session({ organization: { role } });
      return (await local.call(route, { token })).status;
    }),
  );
  return Promise.all(requests);
}

const ALL = [200, 200, 403, 200];

describe('routes in nested stacks', () => {
  const newStacks = () => {
    const stack = new Stack(new App(), 'Stack');
    const url = new CfnParameter(stack, 'Url', { default: CLERK.frontendApiUrl }).valueAsString;
    const httpApi = new HttpApi(stack, 'Api');
    const nested = ['orders', 'users'].map((name) => {
      const it = new NestedStack(stack, name);
      addRoutes(it, name, httpApi, { frontendApiUrl: url, audience: [httpApi.apiEndpoint] });
      return it;
    });
    return { app: stack.node.root as App, stack, nested };
  };
  const parameters = { 'ApiF70053CD.ApiEndpoint': 'https://api.example.com' };
  const options = (): LocalAuthorizerOptions => ({ clerk, parameters });

  test('are routes of the stack, with the values that it passes', async () => {
    const local = LocalAuthorizer.fromStack(newStacks().stack, options());
    expect(await statuses(local, 'orders')).toEqual(ALL);
    expect(await statuses(local, 'users')).toEqual(ALL);
  });

  test('are routes of the nested stack, too', async () => {
    const { nested } = newStacks();
    const given = { 'Stack/ApiF70053CD.ApiEndpoint': 'https://api.example.com' };
    const local = LocalAuthorizer.fromStack(nested[0], { clerk, parameters: given });
    expect(await statuses(local, 'orders')).toEqual(ALL);
  });

  test('are in the report of the stack', () => {
    const report = AccessReport.fromStack(newStacks().stack);
    expect(report.routes.map(({ method, path, access }) => `${method} ${path}: ${access}`)).toEqual([
      'GET /orders: jwt',
      'GET /orders/admin: lambda',
      'GET /users: jwt',
      'GET /users/admin: lambda',
    ]);
    expect(report.hidden).toEqual([]);
  });

  test('are found in the folder of a template', async () => {
    const { app, stack } = newStacks();
    const template = Template.fromStack(stack);
    const local = LocalAuthorizer.fromTemplate(template, options(), app.outdir);
    expect(await statuses(local, 'users')).toEqual(ALL);
    await expect(local.call('GET /user')).rejects.toThrow('no route for GET /user; the closest is GET /users.');
  });

  test('may be missing, which the error says', async () => {
    const local = LocalAuthorizer.fromTemplate(Template.fromStack(newStacks().stack), options());
    await expect(local.call('GET /users')).rejects.toThrow(
      /^There is no route for GET \/users\. ordersNestedStack\w+ is a stack whose template was not found: /,
    );
  });
});

describe('stacks of one app', () => {
  const newStacks = (scope: Construct = new App(), url = {}) => {
    const shared = new Stack(scope, 'Shared');
    const frontendApiUrl = new CfnParameter(shared, 'Url', url).valueAsString;
    const httpApi = new HttpApi(shared, 'Api');
    const orders = new Stack(scope, 'Orders');
    addRoutes(orders, 'orders', httpApi, { frontendApiUrl });
    return { shared, orders };
  };
  const parameters = { Url: CLERK.frontendApiUrl };

  test.each(['shared', 'orders'] as const)(
    'see the exports of each other, and the routes of one API: %s',
    async (name) => {
      const stacks = newStacks(new App(), { default: CLERK.frontendApiUrl });
      expect(await statuses(LocalAuthorizer.fromStack(stacks[name], { clerk }), 'orders')).toEqual(ALL);
    },
  );

  test('a value of another stack that is known at deployment only has the name of that stack', async () => {
    const { shared, orders } = newStacks();
    await expect(LocalAuthorizer.fromStack(orders, { clerk }).call('GET /orders')).rejects.toThrow(
      'The value of Shared/Url is known at deployment only: pass it as the parameter Shared/Url.',
    );
    const given = { 'Shared/Url': CLERK.frontendApiUrl };
    expect(await statuses(LocalAuthorizer.fromStack(orders, { clerk, parameters: given }), 'orders')).toEqual(ALL);
    expect(await statuses(LocalAuthorizer.fromStack(shared, { clerk, parameters }), 'orders')).toEqual(ALL);
  });

  test('in a stage', async () => {
    const { orders } = newStacks(new Stage(new App(), 'Prod'), { default: CLERK.frontendApiUrl });
    expect(await statuses(LocalAuthorizer.fromStack(orders, { clerk }), 'orders')).toEqual(ALL);
  });

  test('have APIs of their own', async () => {
    const app = new App();
    const [one] = ['One', 'Other'].map((id) => {
      const stack = new Stack(app, id);
      addRoutes(stack, 'orders', new HttpApi(stack, 'Api'));
      return stack;
    });
    expect(await statuses(LocalAuthorizer.fromStack(one, { clerk }), 'orders')).toEqual(ALL);
    expect(AccessReport.fromStack(one).apis).toHaveLength(1);
  });
});
