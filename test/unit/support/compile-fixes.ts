import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import type { FixText } from './fix-texts';
import { typeCheck } from './type-check';

/** What the lines of code find around them in a CDK app. */
const PREAMBLE = `
import { Duration, Stack } from 'aws-cdk-lib';
import { AuthorizationType, Cors, type CorsOptions, type Integration, type Resource, type RestApi, type RestApiProps } from 'aws-cdk-lib/aws-apigateway';
import { CorsHttpMethod, type CorsPreflightOptions, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ApplicationLogLevel, type IFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { type ILogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import * as clerk from './index';
import { AccessLogs, ClaimRule, ClerkKeys, ClerkRestAuthorizer, IdentityHeader, PreflightRoute, RefusalReason, Reverification } from './index';
import { ProtectedResourceMetadata, ReverificationLevel, RouteAccess, TokenKind, TokenSource } from './index';
import { UnauthenticatedResponse } from './index';
declare const api: clerk.ClerkProtectedHttpApi, integration: Integration, logGroup: ILogGroup, myFunction: IFunction;
declare const orders: Stack, resource: Resource, rules: ClaimRule[], elided: any, restAuthorizer: ClerkRestAuthorizer;
declare const httpAuthorizer: clerk.ClerkHttpLambdaAuthorizer, methodAndIntegration: [string, Integration];
declare const idAndProps: [string, clerk.ClerkRestAuthorizerProps], topic: ITopic;
type With<P, K extends PropertyKey> = P extends unknown ? ([K] extends [keyof P] ? Pick<P, K> : never) : never;
type Props = CorsOptions | CorsPreflightOptions | RestApiProps`;

/** Compiles lines of code under `strict`. Returns those that do not compile, with the message of the compiler. */
export function compileFixes(lines: FixText[]): string[] {
  const preamble = `${[PREAMBLE, ...propsTypes()].join(' | ')};`.split('\n');
  const text = [...preamble, ...lines.map(statement)].join('\n');
  return typeCheck({ 'src/fix-texts.virtual.ts': text }).map(({ line, message }) => {
    const at = lines[line - preamble.length];
    return `${at ? `${at.file}: ${at.text}` : preamble[line]}: ${message}`;
  });
}

/** Every interface of props or options in the sources. */
function propsTypes(): string[] {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.flatMap((file) =>
    [...readFileSync(`src/${file}`, 'utf8').matchAll(/^export interface (\w+(Props|Options))\b/gm)].map(
      ([, name]) => `import('./${file.replace(/\.ts$/, '')}').${name}`,
    ),
  );
}

/** Returns the statement of one line of code: an assignment to the props that it names, or an expression. */
function statement({ file, text }: FixText): string {
  const code = withoutEllipses(text);
  const authorizer = `const authorizer = ${file.startsWith('rest/') ? 'restAuthorizer' : 'httpAuthorizer'};`;
  if (/^\w+: /.test(code)) {
    const keys = keysOf(code).map((key) => `'${key}'`);
    return `{ ${authorizer} const props: With<Props, ${keys.join(' | ')}> = { ${code} }; }`;
  }
  const receivers: [RegExp, string][] = [
    [/^\./, "ClaimRule.claim('metadata', 'role')"],
    [/^addRoutes\(/, 'api.'],
    [/^addMethod\(/, 'resource.'],
    [/^metricRefusals\(/, 'authorizer.'],
  ];
  const receiver = receivers.find(([pattern]) => pattern.test(code))?.[1] ?? '';
  return `{ ${authorizer} const value = ${receiver}${code}; }`;
}

/** An ellipsis stands for arguments, members or a value that the reader has already. */
function withoutEllipses(code: string): string {
  return code
    .replace(/, …(?=\]| \})/g, '')
    .replace(/, …(?=\))/g, ', ...idAndProps')
    .replace(/\(…(?=,)/g, '(...methodAndIntegration')
    .replace(/, …(?=,)/g, ', integration')
    .replace(/…/g, 'elided');
}

function keysOf(code: string): string[] {
  const file = ts.createSourceFile('props.ts', `({ ${code} })`, ts.ScriptTarget.ES2022, true);
  const keys: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      keys.push(...node.properties.map(({ name }) => name?.getText(file) ?? ''));
    } else {
      ts.forEachChild(node, visit);
    }
  };
  visit(file);
  return keys;
}
