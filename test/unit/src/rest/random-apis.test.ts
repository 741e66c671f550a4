import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AuthorizationType, type CfnMethod, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ClaimRule, ClerkKeys, ClerkRestAuthorizer } from '../../../../src';
import { METHODS } from '../../../../src/access/api-route';
import { restRequest } from '../../support/events';
import { ISSUER, KEY, mint, outcomeOfEvent, sessionClaims } from '../../support/handler';
import { policyOf, resources } from '../../support/stack';

const isAdmin = ClaimRule.claim('metadata', 'role').equals('admin');
const PATHS = ['/', '/x', '/x/{id}', '/{proxy+}'];
const MEMBER = mint(sessionClaims());
const ADMIN = mint(sessionClaims({ metadata: { role: 'admin' } }));

const key = fc
  .tuple(fc.constantFrom('ANY', 'ANY', 'GET', 'HEAD', 'POST', 'OPTIONS'), fc.constantFrom(...PATHS))
  .map(([method, path]) => `${method} ${path}`);

interface RandomMethod {
  readonly key: string;
  readonly guard: 'ours' | 'none' | 'overridden';
}

const methods = fc.uniqueArray(
  fc.record<RandomMethod>({ key, guard: fc.constantFrom('ours', 'ours', 'ours', 'none', 'overridden') }),
  { minLength: 1, maxLength: 6, selector: (it) => it.key },
);

function synthesize(apiMethods: RandomMethod[], rules: string[]): Stack {
  const stack = new Stack(new App(), 'Stack');
  const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', {
    frontendApiUrl: ISSUER,
    audience: ['api'],
    keys: ClerkKeys.fromPem(KEY.publicKey.export({ format: 'pem', type: 'spki' }) as string),
    methodRules: Object.fromEntries(rules.map((it) => [it, isAdmin])),
  });
  const api = new RestApi(stack, 'Api');
  api.root.resourceForPath('/attached').addMethod('GET', new MockIntegration(), { authorizer });
  for (const { key: it, guard } of apiMethods) {
    const [method, path] = it.split(' ');
    const options = guard === 'none' ? { authorizationType: AuthorizationType.NONE } : { authorizer };
    const added = api.root.resourceForPath(path).addMethod(method, new MockIntegration(), options);
    const resource = added.node.defaultChild as CfnMethod;
    if (guard === 'overridden') resource.addPropertyOverride('AuthorizationType', 'NONE');
  }
  return stack;
}

/** The plain reading of the documentation: which key decides about a method of a path? */
function ruleOf(rules: string[], verb: string, path: string): string | undefined {
  const candidates = [`${verb} ${path}`, ...(verb === 'HEAD' ? [`GET ${path}`] : []), `ANY ${path}`];
  return candidates.find((it) => rules.includes(it));
}

/** The method that serves a verb of a path, from the rendered ones. */
function servedBy(apiMethods: RandomMethod[], verb: string, path: string): RandomMethod | undefined {
  return apiMethods.find((it) => it.key === `${verb} ${path}`) ?? apiMethods.find((it) => it.key === `ANY ${path}`);
}

test('synthesis accepts a rule if and only if every method that it names enforces it', async () => {
  await fc.assert(
    fc.asyncProperty(methods, fc.uniqueArray(key, { minLength: 1, maxLength: 3 }), async (apiMethods, rules) => {
      const stack = synthesize(apiMethods, rules);
      const isEnforced = (rule: string): boolean => {
        const [, path] = rule.split(' ');
        const named = METHODS.filter((verb) => ruleOf(rules, verb, path) === rule);
        const serving = named.flatMap((verb) => {
          const found = servedBy(apiMethods, verb, path);
          const isPreflight = verb === 'OPTIONS' && found?.guard !== 'ours'; // an open mock
          return found && !isPreflight ? [found] : [];
        });
        return named.length === 0 || (serving.length > 0 && serving.every(({ guard }) => guard === 'ours'));
      };
      const isAccepted = rules.every(isEnforced);
      if (!isAccepted) {
        expect(() => Template.fromStack(stack)).toThrow(/RestAuthorizer\.(unknown|unguarded)Method/);
        return;
      }
      if (apiMethods.some(({ guard }) => guard === 'overridden')) {
        expect(() => Template.fromStack(stack)).toThrow(/RestAuthorizer\.ignoredByMethod/);
        return;
      }
      const document = JSON.stringify(policyOf(stack));
      const rendered = resources(stack, 'AWS::ApiGateway::Method').filter((it) => it.AuthorizationType === 'CUSTOM');
      expect(rendered).toHaveLength(apiMethods.filter(({ guard }) => guard === 'ours').length + 1);
      for (const path of PATHS) {
        for (const httpMethod of METHODS) {
          if (servedBy(apiMethods, httpMethod, path)?.guard !== 'ours') continue;
          const ask = (token: string) =>
            outcomeOfEvent(restRequest(token, {}, { httpMethod, resource: path }), JSON.parse(document));
          expect(await ask(ADMIN)).toBe('granted');
          expect(await ask(MEMBER)).toBe(ruleOf(rules, httpMethod, path) ? 'rule-not-met' : 'granted');
        }
      }
    }),
    { numRuns: 60 },
  );
});
