import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, WebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { expect } from 'vitest';
import { explain } from '../../../cli/commands/explain';
import { main } from '../../../cli/main';
import { type LocalClerk, startLocalClerk } from '../../../local/clerk/local-clerk';
import type { TokenIssuer } from '../../../local/clerk/token-issuer';
import {
  ClaimRule,
  ClerkProtectedHttpApi,
  ClerkRestAuthorizer,
  ClerkWebSocketAuthorizer,
  RouteAccess,
} from '../../../src';
import { testIo } from './cli';
import { CLERK, newFunction, newIntegration } from './stack';

/** Runs the command `explain` with a standard input. */
export async function runExplain(input: string | undefined, ...argv: string[]) {
  const io = testIo({ input });
  const exitCode = await main(['explain', ...argv], [explain], io);
  // No part of the token is ever printed.
  const parts = (input ?? '').split('.').filter((part) => part.length > 10);
  for (const part of parts) expect(io.out + io.err).not.toContain(part.slice(0, 30));
  return { exitCode, out: io.out, err: io.err };
}

/** A synthesized app with APIs of every kind, and a local Clerk that issues tokens for it. */
export class ExplainedApp {
  public static async start(): Promise<ExplainedApp> {
    return new ExplainedApp(await startLocalClerk());
  }

  /** A folder for the files of the test. The templates are in `cdk.out`. */
  public readonly folder = mkdtempSync(join(tmpdir(), 'explain-'));
  public readonly issue: TokenIssuer;
  /** The file with the keys of the local Clerk. */
  public readonly jwks: string;

  private constructor(public readonly clerk: LocalClerk) {
    this.issue = clerk.issueFor(CLERK.frontendApiUrl, CLERK.audience[0]);
    this.jwks = this.file('jwks.json', JSON.stringify(clerk.jwks));
    synthesize(join(this.folder, 'cdk.out'));
  }

  public async close(): Promise<void> {
    await this.clerk.close();
    rmSync(this.folder, { recursive: true });
  }

  /** Writes a file and returns its path. */
  public file(name: string, text: string): string {
    writeFileSync(join(this.folder, name), text);
    return join(this.folder, name);
  }

  /** The arguments for the template of a stack. */
  public template(stack: string): string[] {
    return ['--template', join(this.folder, 'cdk.out', `${stack}.template.json`)];
  }

  /** The arguments for a route, with the keys of the local Clerk. */
  public route(key: string, stack = 'Http'): string[] {
    return [...this.template(stack), '--route', key, '--jwks', this.jwks];
  }
}

function synthesize(outdir: string): void {
  const app = new App({ outdir });
  addHttpApis(new Stack(app, 'Http'));
  addOtherApis(new Stack(app, 'Others'));
  app.synth();
}

function addHttpApis(stack: Stack): void {
  const api = new ClerkProtectedHttpApi(stack, 'Api', CLERK);
  const rule = ClaimRule.allOf(ClaimRule.hasRole('org:admin'), ClaimRule.claim('metadata', 'level').atLeast(3));
  const [integration, methods] = [newIntegration(), [HttpMethod.GET]];
  api.addRoutes({ path: '/orders/{id}', methods, integration });
  api.addRoutes({ path: '/reports', methods, integration, access: RouteAccess.signedIn({ scopes: ['reports:read'] }) });
  api.addRoutes({ path: '/admin', methods, integration, access: RouteAccess.when(rule) });
  api.addRoutes({ path: '/health', methods, integration, access: RouteAccess.anyone() });
  const iam = { path: '/iam', methods, integration: newIntegration(), authorizer: new HttpIamAuthorizer() };
  new HttpApi(stack, 'Iam').addRoutes(iam);
}

function addOtherApis(stack: Stack): void {
  const authorizer = new ClerkRestAuthorizer(stack, 'Authorizer', CLERK);
  new RestApi(stack, 'Rest').root.addMethod('GET', new LambdaIntegration(newFunction(stack)), { authorizer });
  const frontendApiUrl = new CfnParameter(stack, 'Url').valueAsString;
  new WebSocketApi(stack, 'Chat', {
    connectRouteOptions: {
      integration: new WebSocketLambdaIntegration('Connect', newFunction(stack, 'Connect')),
      authorizer: new ClerkWebSocketAuthorizer('Clerk', { ...CLERK, frontendApiUrl }),
    },
  });
}
