import { CfnParameter } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { describe, expect, test } from 'vitest';
import { decodePolicy } from '../../../../lambda/policy/decode-policy';
import { TokenKind, UnauthenticatedResponse } from '../../../../src';
import { addRoutes, newAuthorizer, synthesize } from '../../support/http-lambda-authorizer';
import { CLERK, newStack, policyOf, resources } from '../../support/stack';

describe('the policy document', () => {
  test('contains every check that the props ask for', () => {
    expect(policyOf(synthesize())).toEqual({
      v: 1,
      issuer: CLERK.frontendApiUrl,
      audience: CLERK.audience,
      tokenKinds: ['session'],
      unauthenticated: 'forbid',
      routes: { 'GET /x': 'signedIn' },
    });
    expect(
      policyOf(
        synthesize({
          tokenKinds: [TokenKind.SESSION, TokenKind.OAUTH, TokenKind.M2M, TokenKind.JWT_TEMPLATE],
          authorizedParties: ['https://app.example.com', 'chrome-extension://abcdef'],
          allowMissingAuthorizedParty: true,
          denyImpersonation: true,
          unauthenticatedResponse: UnauthenticatedResponse.UNAUTHORIZED,
        }),
      ),
    ).toMatchObject({
      tokenKinds: ['session', 'oauth', 'm2m', 'template'],
      authorizedParties: ['https://app.example.com', 'chrome-extension://abcdef'],
      allowMissingAzp: true,
      denyImpersonation: true,
      unauthenticated: 'throw',
    });
  });

  test('is readable in the metadata of the function', () => {
    const stack = synthesize();
    const [resource] = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function'));
    expect(resource?.Metadata['cdk-clerk-authorizer:policy']).toEqual(policyOf(stack));
  });

  test('contains values that are known only at deployment', () => {
    const stack = newStack();
    const frontendApiUrl = new CfnParameter(stack, 'Url').valueAsString;
    const audience = new CfnParameter(stack, 'Audience', { type: 'CommaDelimitedList' }).valueAsList;
    const authorizedParties = new CfnParameter(stack, 'Parties', { type: 'CommaDelimitedList' }).valueAsList;
    addRoutes(new HttpApi(stack, 'Api'), { '/x': newAuthorizer({ frontendApiUrl, audience, authorizedParties }) });

    const [fn] = resources(stack, 'AWS::Lambda::Function') as { Environment: { Variables: Record<string, unknown> } }[];
    const parameters = {
      Url: CLERK.frontendApiUrl,
      Audience: ['first', 'second'],
      Parties: ['https://a.example.com', 'https://b.example.com'],
    };
    const { CLERK_POLICY, ...values } = Object.fromEntries(
      Object.entries(fn?.Environment.Variables ?? {}).map(([name, value]) => [name, evaluate(value, parameters)]),
    );
    expect(decodePolicy(CLERK_POLICY ?? '', values)).toMatchObject({
      issuer: CLERK.frontendApiUrl,
      audience: ['first', 'second'],
      authorizedParties: ['https://a.example.com', 'https://b.example.com'],
    });
  });
});

/** Evaluates the CloudFormation functions that a policy document uses: Ref and Fn::Join. */
function evaluate(value: unknown, parameters: Record<string, string | string[]>): string {
  const visit = (node: unknown): string | string[] => {
    if (typeof node === 'string') return node;
    const { Ref: name, 'Fn::Join': join } = node as { Ref?: string; 'Fn::Join'?: [string, unknown] };
    if (name) return parameters[name] ?? '';
    const [separator, parts] = join ?? ['', []];
    return (Array.isArray(parts) ? parts.map(visit) : (visit(parts) as string[])).join(separator);
  };
  return visit(value) as string;
}
