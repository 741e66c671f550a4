import { CfnParameter, Fn, type Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ClaimRule, ClerkHttpLambdaAuthorizer, ClerkProtectedHttpApi, RouteAccess, TokenSource } from '../../../src';
import { LocalAuthorizer, type LocalClerk, startLocalClerk } from '../../../testing';
import { ADMIN, IS_ADMIN, stackWith } from '../support/local-stack';
import { CLERK, newIntegration } from '../support/stack';

let clerk: LocalClerk;
beforeAll(async () => {
  clerk = await startLocalClerk();
});
afterAll(() => clerk.close());

function authorizerOf(define: (stack: Stack) => void, parameters = {}): LocalAuthorizer {
  return LocalAuthorizer.fromStack(stackWith(define), { clerk, parameters });
}

test('a token in a cookie is accepted from the pages that the stack names', async () => {
  const local = authorizerOf((stack) => {
    const authorizer = new ClerkHttpLambdaAuthorizer('Clerk', {
      ...CLERK,
      tokenSources: [TokenSource.cookie()],
      authorizedParties: ['https://app.example.com'],
    });
    new HttpApi(stack, 'Api').addRoutes({
      path: '/x',
      methods: [HttpMethod.POST],
      integration: newIntegration(),
      authorizer,
    });
  });
  const token = await local.issueFor('POST /x').session({ origin: 'https://app.example.com' });
  const answers = ['https://app.example.com', 'https://evil.example.com'].map((Origin) =>
    local.call('POST /x', { token, headers: { Origin } }),
  );
  expect((await Promise.all(answers)).map(({ status, reason }) => [status, reason])).toEqual([
    [200, undefined],
    [403, 'cookie-from-other-origin'],
  ]);
});

describe('values that are known at deployment only', () => {
  const withParameters = (stack: Stack) => {
    const url = new CfnParameter(stack, 'Url').valueAsString;
    const audience = [Fn.importValue('Shared:Audience')];
    const authorizer = new ClerkHttpLambdaAuthorizer('Clerk', { frontendApiUrl: url, audience });
    new HttpApi(stack, 'Api').addRoutes({
      path: '/x',
      methods: [HttpMethod.GET],
      integration: newIntegration(),
      authorizer: authorizer.when(ADMIN),
    });
  };

  test('are given as parameters', async () => {
    const local = authorizerOf(withParameters, { Url: 'https://clerk.example.com', 'Shared:Audience': 'shared' });
    const token = await local.issueFor('GET /x').session({ claims: { aud: 'shared', ...IS_ADMIN.claims } });
    expect(await local.call('GET /x', { token })).toMatchObject({
      status: 200,
      context: { lambda: { claims: { iss: 'https://clerk.example.com' } } },
    });
  });

  test('are asked for by name', async () => {
    await expect(authorizerOf(withParameters).call('GET /x')).rejects.toThrow(
      'The value of Url is known at deployment only: pass it as the parameter Url.',
    );
  });
});

test('a policy that is too long for the environment is read from the code of the function', async () => {
  const local = authorizerOf((stack) => {
    const authorizer = new ClerkHttpLambdaAuthorizer('Clerk', CLERK);
    const api = new HttpApi(stack, 'Api');
    for (let i = 0; i < 40; i++) {
      const rule = ClaimRule.claim('metadata', 'role').equalTo(`admin-${i}-${'x'.repeat(80)}`);
      const route = { path: `/x${i}`, methods: [HttpMethod.GET], integration: newIntegration() };
      api.addRoutes({ ...route, authorizer: authorizer.when(rule) });
    }
  });
  const issue = local.issueFor('GET /x7');
  const token = await issue.session({ claims: { metadata: { role: `admin-7-${'x'.repeat(80)}` } } });
  expect(await local.call('GET /x7', { token })).toMatchObject({ status: 200 });
  expect(await local.call('GET /x8', { token })).toMatchObject({ status: 403 });
});

test('the answers to requests at the same time are not mixed up', async () => {
  const local = authorizerOf((stack) => {
    const api = new ClerkProtectedHttpApi(stack, 'Api', CLERK);
    const route = { path: '/admin', methods: [HttpMethod.GET], integration: newIntegration() };
    api.addRoutes({ ...route, access: RouteAccess.when(ADMIN) });
  });
  const issue = local.issueFor('GET /admin');
  const tokens = [await issue.invalid('expired'), await issue.invalid('noAudience'), await issue.session()];
  const answers = await Promise.all(tokens.map((token) => local.call('GET /admin', { token })));
  expect(answers.map(({ reason }) => reason)).toEqual(['token-expired', 'audience-missing', 'rule-not-met']);
});

test('an authorizer of someone else is not modelled', async () => {
  const local = authorizerOf((stack) => {
    const authorizer = new HttpIamAuthorizer();
    new HttpApi(stack, 'Api').addRoutes({
      path: '/x',
      methods: [HttpMethod.GET],
      integration: newIntegration(),
      authorizer,
    });
  });
  await expect(local.call('GET /x')).rejects.toThrow('The route is protected by IAM, which is not looked into here.');
});
