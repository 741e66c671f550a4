import type { Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ClerkHttpLambdaAuthorizer, ClerkKeys, ClerkProtectedHttpApi, RouteAccess } from '../../../src';
import { LocalAuthorizer, type LocalClerk, startLocalClerk } from '../../../testing';
import { ADMIN, IS_ADMIN, stackWith } from '../support/local-stack';
import { CLERK, newIntegration } from '../support/stack';

let clerk: LocalClerk;
beforeAll(async () => {
  clerk = await startLocalClerk();
});
afterAll(() => clerk.close());

function authorizerOf(define: (stack: Stack) => void): LocalAuthorizer {
  return LocalAuthorizer.fromStack(stackWith(define), { clerk });
}

describe('the keys of a stack', () => {
  const withRule = (props: object) => (stack: Stack) => {
    const authorizer = new ClerkHttpLambdaAuthorizer('Clerk', { ...CLERK, ...props });
    new HttpApi(stack, 'Api').addRoutes({
      path: '/x',
      methods: [HttpMethod.GET],
      integration: newIntegration(),
      authorizer,
    });
  };

  test('a PEM of the stack is replaced by the local key', async () => {
    const other = await startLocalClerk();
    const local = authorizerOf(withRule({ keys: ClerkKeys.fromPem(other.pem) }));
    const token = await local.issueFor('GET /x').session();
    expect(await local.call('GET /x', { token })).toMatchObject({ status: 200 });
    const foreign = await other.issueFor(CLERK.frontendApiUrl, CLERK.audience[0]).session();
    expect(await local.call('GET /x', { token: foreign })).toMatchObject({ reason: 'token-invalid-signature' });
    await other.close();
  });

  test('without an answer of the local Clerk, nobody is let in', async () => {
    const local = authorizerOf(withRule({}));
    const token = await local.issueFor('GET /x').session();
    clerk.setFault('unavailable');
    const answer = await local.call('GET /x', { token });
    clerk.setFault(undefined);
    expect(answer).toMatchObject({ status: 403, reason: 'jwk-remote-failed-to-load' });
  });

  test.each(['expired', 'wrongKey', 'wrongIssuer', 'wrongAudience', 'algorithmNone', 'tampered'] as const)(
    'a token that is invalid (%s) is refused',
    async (name) => {
      const local = authorizerOf(withRule({}));
      const token = await local.issueFor('GET /x').invalid(name);
      expect(await local.call('GET /x', { token })).toMatchObject({ status: 403, isModel: false });
    },
  );
});

describe('without a local Clerk', () => {
  const authorizer = (frontendApiUrl: string) => {
    const stack = stackWith((it) => {
      const api = new ClerkProtectedHttpApi(it, 'Api', { ...CLERK, frontendApiUrl });
      const [integration, methods] = [newIntegration(), [HttpMethod.GET]];
      api.addRoutes({ path: '/orders', methods, integration });
      api.addRoutes({ path: '/admin', methods, integration, access: RouteAccess.when(ADMIN) });
    });
    return LocalAuthorizer.fromStack(stack);
  };

  test.each(['GET /orders', 'GET /admin'])('%s accepts the tokens of the instance itself', async (route) => {
    const instance = await startLocalClerk();
    const local = authorizer(instance.frontendApiUrl);
    const issue = instance.issueFor(instance.frontendApiUrl, CLERK.audience[0]);
    const token = await issue.session(IS_ADMIN);
    expect(await local.call(route, { token })).toMatchObject({ status: 200 });
    expect(await local.call(route, { token })).toMatchObject({ status: 200 });
    expect(instance.requests.get('/.well-known/jwks.json')).toBe(1);
    const foreign = await clerk.issueFor(instance.frontendApiUrl, CLERK.audience[0]).session(IS_ADMIN);
    expect(await local.call(route, { token: foreign })).toMatchObject({ reason: 'token-invalid-signature' });
    await instance.close();
  });

  test('nobody is let in while the instance does not answer, and it is asked again', async () => {
    const instance = await startLocalClerk();
    const local = authorizer(instance.frontendApiUrl);
    const token = await instance.issueFor(instance.frontendApiUrl, CLERK.audience[0]).session();
    instance.setFault('unavailable');
    expect(await local.call('GET /orders', { token })).toMatchObject({
      status: 401,
      reason: 'jwk-remote-failed-to-load',
    });
    instance.setFault(undefined);
    expect(await local.call('GET /orders', { token })).toMatchObject({ status: 200 });
    await instance.close();
  });

  test('no tokens are issued', () => {
    expect(() => authorizer(CLERK.frontendApiUrl).issueFor('GET /admin')).toThrow('Only a local Clerk issues tokens');
  });
});
