import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { ClerkProtectedHttpApi, type ClerkProtectedHttpApiProps } from '../../../src';
import type { CfnTemplate } from './template/intrinsics';

export const FRONTEND_API_URL = 'https://sensible-skunk-49.clerk.accounts.dev';
export const CLERK = { frontendApiUrl: FRONTEND_API_URL, audience: ['ClerkJwtAuthorizer'] };

/** The guarded routes of a path that serves every method; its route for preflights is not among them. */
export const GUARDED = {
  'GET /x': 'JWT',
  'HEAD /x': 'JWT',
  'POST /x': 'JWT',
  'PUT /x': 'JWT',
  'PATCH /x': 'JWT',
  'DELETE /x': 'JWT',
};

export function newStack(id = 'Stack', app = new App()): Stack {
  return new Stack(app, id);
}

export function newApi(props: Partial<ClerkProtectedHttpApiProps> = {}, stack = newStack()): ClerkProtectedHttpApi {
  return new ClerkProtectedHttpApi(stack, 'Api', { ...CLERK, ...props });
}

export function newFunction(stack: Stack, id = 'Function'): LambdaFunction {
  return new LambdaFunction(stack, id, {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => ({});'),
  });
}

export function newIntegration(): HttpUrlIntegration {
  return new HttpUrlIntegration('Backend', 'https://backend.example.com');
}

/** Returns the synthesized template of a stack. */
export function templateOf(stack: Stack): CfnTemplate {
  return Template.fromStack(stack).toJSON() as CfnTemplate;
}

/** Returns the errors of the synthesis of a stack. Empty if there are none. */
export function errorsOf(stack: Stack): string {
  try {
    Template.fromStack(stack);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

/** Properties of all resources of a type. */
export function resources(stack: Stack, type: string): Record<string, unknown>[] {
  return Object.values(Template.fromStack(stack).findResources(type)).map((resource) => resource.Properties);
}

/** `GET /orders` → `JWT`, for every route of the stack. */
export function authorizationTypes(stack: Stack): Record<string, unknown> {
  const routes = resources(stack, 'AWS::ApiGatewayV2::Route');
  return Object.fromEntries(routes.map((route) => [route.RouteKey, route.AuthorizationType]));
}

/** The policy document of the only authorizer function of the stack. */
export function policyOf(stack: Stack): Record<string, unknown> {
  const functions = resources(stack, 'AWS::Lambda::Function') as {
    Environment?: { Variables: { CLERK_POLICY: string } };
  }[];
  const documents = functions.flatMap(({ Environment }) => Environment?.Variables.CLERK_POLICY ?? []);
  if (documents.length !== 1) throw new Error(`expected one policy document, got ${documents.length}`);
  return JSON.parse(documents[0] ?? '');
}
