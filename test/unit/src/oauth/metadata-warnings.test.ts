import type { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { MockIntegration, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { describe, expect, test } from 'vitest';
import { ClerkRestAuthorizer, type ClerkRestAuthorizerProps, TokenKind } from '../../../../src';
import { METADATA, RESOURCE, restStack } from '../../support/metadata';
import { CLERK, newApi, newStack } from '../../support/stack';

describe('metadata and authorizer are held against each other', () => {
  const warningsOf = (stack: Stack) =>
    Annotations.fromStack(stack)
      .findWarning('*', Match.stringLikeRegexp('ProtectedResourceMetadata'))
      .map(({ entry }) => /Metadata\.(\w+)/.exec(entry.data as string)?.[1]);

  test.each<[string, Partial<ClerkRestAuthorizerProps>, string[]]>([
    ['session tokens for another audience', {}, ['tokenKinds', 'audience']],
    ['session tokens for the resource', { audience: [RESOURCE] }, ['tokenKinds']],
    ['OAuth tokens for another audience', { tokenKinds: [TokenKind.OAUTH] }, ['audience']],
    ['OAuth tokens for the resource', { tokenKinds: [TokenKind.OAUTH], audience: [RESOURCE] }, []],
  ])('%s', (_, props, expected) => {
    const stack = restStack();
    const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, ...props });
    (stack.node.findChild('Api') as RestApi).root.addMethod('GET', new MockIntegration(), { authorizer });
    expect(warningsOf(stack)).toEqual(expected);
    const http = newStack();
    newApi({ protectedResourceMetadata: METADATA, useLambdaAuthorizer: true, ...props }, http);
    expect(warningsOf(http)).toEqual(expected);
  });
});
