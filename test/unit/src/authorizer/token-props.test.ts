import type { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, WebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketMockIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { describe, expect, test } from 'vitest';
import {
  ClaimRule,
  ClerkHttpLambdaAuthorizer,
  type ClerkLambdaAuthorizerProps,
  ClerkRestAuthorizer,
  ClerkWebSocketAuthorizer,
  RouteAccess,
  TokenKind,
} from '../../../../src';
import { CLERK, newApi, newIntegration, newStack, policyOf } from '../../support/stack';

type Props = Partial<ClerkLambdaAuthorizerProps>;

/** A stack with a Lambda authorizer, by the construct that takes the props. */
const STACKS: [string, (props: Props) => Stack][] = [
  [
    'ClerkProtectedHttpApi',
    (props) => {
      const stack = newStack();
      const access = RouteAccess.when(ClaimRule.hasRole('org:admin'));
      newApi(props, stack).addRoutes({ path: '/x', integration: newIntegration(), access });
      return stack;
    },
  ],
  [
    'ClerkHttpLambdaAuthorizer',
    (props) => {
      const stack = newStack();
      const authorizer = new ClerkHttpLambdaAuthorizer('Clerk', { ...CLERK, ...props });
      new HttpApi(stack, 'Api').addRoutes({ path: '/x', integration: newIntegration(), authorizer });
      return stack;
    },
  ],
  [
    'ClerkRestAuthorizer',
    (props) => {
      const stack = newStack();
      const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, ...props });
      new RestApi(stack, 'Api').root.addMethod('GET', new MockIntegration(), { authorizer });
      return stack;
    },
  ],
  [
    'ClerkWebSocketAuthorizer',
    (props) => {
      const stack = newStack();
      const authorizer = new ClerkWebSocketAuthorizer('Clerk', { ...CLERK, ...props });
      const integration = new WebSocketMockIntegration('Connect');
      new WebSocketApi(stack, 'Api', { connectRouteOptions: { integration, authorizer } });
      return stack;
    },
  ],
];

describe.each(STACKS)('%s', (_, stackWith) => {
  test('puts the publishable key into the policy document', () => {
    const publishableKey = 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k';
    expect(policyOf(stackWith({ publishableKey }))).toMatchObject({ publishableKey });
    expect(policyOf(stackWith({}))).not.toHaveProperty('publishableKey');
  });

  test.each<[Props, 'warns' | 'is silent']>([
    [{ tokenKinds: [TokenKind.M2M] }, 'warns'],
    [{ tokenKinds: [TokenKind.SESSION, TokenKind.M2M] }, 'warns'],
    [{ tokenKinds: [TokenKind.M2M], audience: ['ClerkJwtAuthorizer', 'mch_2b6fcd92dvf96q05x8e4a8xwvt'] }, 'is silent'],
    [{ tokenKinds: [TokenKind.OAUTH] }, 'is silent'],
    [{}, 'is silent'],
  ])('with %j %s about the machine that M2M tokens are for', (props, expected) => {
    const warnings = Annotations.fromStack(stackWith(props)).findWarning(
      '*',
      Match.stringLikeRegexp("'audience' has no id of a machine.*cdk-clerk-authorizer:Audience\\.noMachine"),
    );
    expect(warnings).toHaveLength(expected === 'warns' ? 1 : 0);
  });

  test('reports unmet rules, with a warning, if reportOnlyRules is set', () => {
    const stack = stackWith({ reportOnlyRules: true });
    expect(policyOf(stack)).toMatchObject({ reportOnly: true });
    const id = Match.stringLikeRegexp('LambdaAuthorizer\\.reportOnly');
    expect(Annotations.fromStack(stack).findWarning('*', id)).toHaveLength(1);

    const enforcing = stackWith({ reportOnlyRules: false });
    expect(policyOf(enforcing)).not.toHaveProperty('reportOnly');
    expect(Annotations.fromStack(enforcing).findWarning('*', id)).toEqual([]);
  });

  test('leaves ids out of the log if anonymousLogs is set', () => {
    expect(policyOf(stackWith({ anonymousLogs: true }))).toMatchObject({ anonymousLogs: true });
    expect(policyOf(stackWith({ anonymousLogs: false }))).not.toHaveProperty('anonymousLogs');
  });
});
