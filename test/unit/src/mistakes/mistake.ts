import * as crypto from 'node:crypto';
import * as cdk from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration, WebSocketMockIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as clerk from '../../../../src';
import type { DiagnosticId } from '../../../../src/diagnostics/registry';
import { CLERK, newFunction } from '../../support/stack';

/** A mistake in a program, the id of its message, and texts that the message contains. */
export type Mistake = readonly [id: DiagnosticId, program: string, ...says: string[]];

export interface Message {
  readonly id: string;
  readonly text: string;
}

/**
 * Runs a program in JavaScript, which no compiler has looked at, and synthesizes its app. Returns every error and warning of
 * this package. A program that begins with a prop gives it to `ClerkProtectedHttpApi`.
 */
export function messagesOf(program: string): Message[] {
  const app = new cdk.App({ context: { 'aws:cdk:disable-asset-staging': true } });
  const code = /^\w+: /.test(program)
    ? `new ClerkProtectedHttpApi(stack, 'Api', { ...clerk, ${program} }).addRoutes(orders)`
    : program;
  try {
    new Function('names', `with (names) { ${code} }`)(namesIn(app));
    const messages = app.synth().stacksRecursively.flatMap((stack) => stack.messages);
    return messages.flatMap(({ entry }) => read(String(entry.data)));
  } catch (error) {
    const found = read((error as Error).message);
    if (found.length === 0) throw error;
    return found;
  }
}

function read(text: string): Message[] {
  return text.split('\n').flatMap((line) => {
    const [, id] = /\[(?:ack: )?cdk-clerk-authorizer:([\w.]+)]$/.exec(line) ?? [];
    return id === undefined ? [] : [{ id, text: line.replace(/^\s*\[\S+] /, '') }];
  });
}

/** What a program finds around it. Constructs are created when the program names them. */
function namesIn(app: cdk.App): object {
  const names = {
    ...cdk,
    ...apigatewayv2,
    ...clerk,
    HttpUrlIntegration,
    app,
    apigateway,
    crypto,
    lambda,
    logs,
    clerk: CLERK,
  };
  return lazily(names, {
    stack: () => new cdk.Stack(app, 'Orders'),
    handler: ({ stack }) => newFunction(stack),
    integration: () => new HttpUrlIntegration('BackEnd', 'https://backend.example.com'),
    mock: () => new apigateway.MockIntegration(),
    webSocketMock: () => new WebSocketMockIntegration('Mock'),
    orders: ({ handler }) => ({ path: '/orders', methods: ['GET'], handler }),
    api: ({ stack }) => new clerk.ClerkProtectedHttpApi(stack, 'Api', CLERK),
    httpApi: ({ stack }) => new apigatewayv2.HttpApi(stack, 'HttpApi'),
    authorizer: ({ stack }) => new clerk.ClerkRestAuthorizer(stack, 'Authorizer', CLERK),
    restApi: ({ stack, mock }) => {
      const restApi = new apigateway.RestApi(stack, 'RestApi');
      restApi.root.addMethod('GET', mock);
      return restApi;
    },
    metadata: () => clerk.ProtectedResourceMetadata.of({ resource: 'https://mcp.example.com/mcp' }),
  });
}

interface Created {
  readonly stack: cdk.Stack;
  readonly handler: lambda.Function;
  readonly mock: apigateway.MockIntegration;
}

function lazily(names: object, factories: Record<string, (names: Created) => unknown>): object {
  const all = { ...names };
  for (const [name, create] of Object.entries(factories)) {
    let value: unknown;
    const get = () => {
      value ??= create(all as Created);
      return value;
    };
    Object.defineProperty(all, name, { get });
  }
  return all;
}
