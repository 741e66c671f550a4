import { readFileSync } from 'node:fs';
import type { Stack } from 'aws-cdk-lib';
import type { AddClerkRoutesOptions, ClerkProtectedHttpApiProps } from '../../../src';
import { newApi, newFunction, newStack, resources } from './stack';

type Variables = Record<string, string>;
interface Response {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
}
type Handler = (event: unknown) => Promise<Response>;

/** Returns a stack with the routes of the path `/x`. */
export function stackWithRoute(
  options: Partial<AddClerkRoutesOptions>,
  props: Partial<ClerkProtectedHttpApiProps> = {},
): Stack {
  const stack = newStack();
  newApi(props, stack).addRoutes({ path: '/x', handler: newFunction(stack), ...options });
  return stack;
}

/** Returns the environments of the preflight responders of a stack. */
export function responderVariables(stack: Stack): Variables[] {
  const functions = resources(stack, 'AWS::Lambda::Function') as {
    Description?: string;
    Environment: { Variables: Variables };
  }[];
  return functions
    .filter(({ Description }) => Description === 'Answers preflights of protected routes')
    .map(({ Environment }) => Environment.Variables);
}

/** Runs the bundled code of the preflight responder with the environment that the only one of a stack has. */
export async function preflight(stack: Stack, routeKey: string, headers: Variables, method = 'OPTIONS') {
  const [env] = responderVariables(stack);
  const handler = load(env ?? {});
  return handler({ version: '2.0', routeKey, headers, requestContext: { http: { method } } });
}

function load(env: Variables): Handler {
  const module = { exports: {} as { handler: Handler } };
  const code = readFileSync('assets/lambda/preflight/index.js', 'utf8');
  new Function('module', 'exports', 'process', code)(module, module.exports, { env });
  return module.exports.handler;
}
