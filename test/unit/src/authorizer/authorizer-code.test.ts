import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { App, Aspects, CfnParameter, NestedStack, Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { ClaimRule, ClerkHttpLambdaAuthorizer } from '../../../../src';
import { CLERK, newIntegration } from '../../support/stack';

afterEach(() => {
  vi.unstubAllEnvs();
});

interface Resource {
  readonly Type: string;
  readonly Properties: { Code: { S3Key: string }; Environment?: { Variables: Record<string, unknown> } };
  readonly Metadata: Record<string, unknown>;
}

/** An API whose routes all have rules of their own and names without a pattern, in a stack of the app. */
function addApi(stack: Stack, routeCount: number, value = 'admin'): void {
  const authorizer = new ClerkHttpLambdaAuthorizer('Clerk', CLERK);
  const api = new HttpApi(stack, 'Api');
  for (let index = 0; index < routeCount; index++) {
    const name = (index * 2654435761).toString(36);
    const rule = ClaimRule.claim('metadata', name).equalTo(value);
    const route = { path: `/${name}`, methods: [HttpMethod.GET], integration: newIntegration() };
    api.addRoutes({ ...route, authorizer: authorizer.when(rule) });
  }
}

function functionIn(template: string): Resource {
  const { Resources } = JSON.parse(readFileSync(template, 'utf8')) as { Resources: Record<string, Resource> };
  const found = Object.values(Resources).find(
    (it) => it.Type === 'AWS::Lambda::Function' && 'cdk-clerk-authorizer:policy' in it.Metadata,
  );
  if (!found) throw new Error('no authorizer function');
  return found;
}

describe('a policy that is too long for an environment variable', () => {
  test('travels with the code, and is read by the function', async () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const value = new CfnParameter(stack, 'Value').valueAsString;
    addApi(stack, 150, value);
    const { directory } = app.synth();

    const { Properties, Metadata } = functionIn(join(directory, 'Stack.template.json'));
    expect(Properties.Environment?.Variables).toEqual({ CLERK_VALUE_0: { Ref: 'Value' } });
    const asset = join(directory, `asset.${Properties.Code.S3Key.replace('.zip', '')}`);
    const policy = JSON.parse(readFileSync(join(asset, 'policy.json'), 'utf8'));
    expect(Object.keys(policy.routes)).toEqual(
      Object.keys((Metadata['cdk-clerk-authorizer:policy'] as typeof policy).routes),
    );
    const manifest = JSON.parse(readFileSync(join(directory, 'Stack.assets.json'), 'utf8'));
    expect(Object.values(manifest.files)).toContainEqual(
      expect.objectContaining({
        source: { path: `asset.${Properties.Code.S3Key.replace('.zip', '')}`, packaging: 'zip' },
      }),
    );

    vi.stubEnv('CLERK_VALUE_0', 'admin');
    const { handler } = createRequire(import.meta.url)(join(asset, 'index.js'));
    const ask = (routeKey: string) => handler({ version: '2.0', type: 'REQUEST', routeKey, headers: {} });
    expect(await ask(Object.keys(policy.routes)[149] ?? '')).toMatchObject({
      context: { reason: 'session-token-missing' },
    });
    expect(await ask('GET /other')).toMatchObject({ context: { reason: 'route-not-in-policy' } });
  });

  test('has the same asset in every synthesis, and in a nested stack', () => {
    const keyOf = (nested: boolean) => {
      const app = new App();
      const stack = new Stack(app, 'Stack');
      const inner = nested ? new NestedStack(stack, 'Inner') : stack;
      addApi(inner, 150);
      const { directory } = app.synth();
      const template = nested ? (inner as NestedStack).templateFile : 'Stack.template.json';
      return functionIn(join(directory, template)).Properties.Code.S3Key;
    };
    expect(keyOf(false)).toBe(keyOf(false));
    expect(keyOf(true)).toBe(keyOf(false));
  });

  test('is not limited by us: 480 routes with rules of their own fit', { timeout: 60_000 }, () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const authorizer = new ClerkHttpLambdaAuthorizer('Clerk', CLERK);
    const api = new HttpApi(stack, 'Api');
    const target = newIntegration();
    for (let index = 0; index < 480; index++) {
      const rule = ClaimRule.claim('metadata', `role-${(index * 40503).toString(36)}`).equalTo(index);
      const path = `/${(index * 2654435761).toString(36)}`;
      api.addRoutes({ path, methods: [HttpMethod.GET], integration: target, authorizer: authorizer.when(rule) });
    }
    expect(functionIn(join(app.synth().directory, 'Stack.template.json')).Properties.Environment).toBeUndefined();
  });
});

test('a short policy stays in the environment, and the code is the one that was bundled', () => {
  const keyOf = (routeCount: number) => {
    const app = new App();
    addApi(new Stack(app, 'Stack'), routeCount);
    return functionIn(join(app.synth().directory, 'Stack.template.json')).Properties;
  };
  expect(keyOf(3).Environment?.Variables).toHaveProperty('CLERK_POLICY');
  expect(keyOf(3).Code).toEqual(keyOf(5).Code);
});

test('a route that comes after an aspect has read the properties is in the policy', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const authorizer = new ClerkHttpLambdaAuthorizer('Clerk', CLERK);
  const api = new HttpApi(stack, 'Api');
  const add = (path: string) =>
    api.addRoutes({
      path,
      methods: [HttpMethod.GET],
      integration: newIntegration(),
      authorizer: authorizer.signedIn(),
    });
  add('/first');
  for (const child of stack.node.findAll()) {
    if ('_toCloudFormation' in child) stack.resolve((child as { _toCloudFormation(): unknown })._toCloudFormation());
  }
  let done = false;
  Aspects.of(stack).add({
    visit(node) {
      if (node !== api || done) return;
      done = true;
      add('/second');
    },
  });
  const { CLERK_POLICY } =
    functionIn(join(app.synth().directory, 'Stack.template.json')).Properties.Environment?.Variables ?? {};
  expect(Object.keys(JSON.parse(String(CLERK_POLICY)).routes)).toEqual(['GET /first', 'GET /second']);
});
