import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSync } from 'esbuild';
import type { PolicyDocument, PolicyRule } from '../../../src/policy/policy-document';
import { event, KEY, mint, policy, ROUTE, sessionClaims } from './handler';

export type LogLine = Readonly<Record<string, unknown>>;

/** The name of the function in `realLogLines`. */
export const FUNCTION_NAME = 'authorizer';

const ADMIN: PolicyRule = { op: 'hasRole', role: 'org:admin' };

/**
 * Returns what the function that is published logs on Lambda: a fetch of the keys, a grant, a refusal as unauthenticated and as
 * forbidden, a refusal that is only reported, and a fetch of the keys that fails.
 */
export async function realLogLines(): Promise<LogLine[]> {
  const server = createServer((_, response) => response.end(JSON.stringify({ keys: [{ ...KEY.jwk, kid: 'ins_1' }] })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const iat = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, iat, nbf: iat, exp: iat + 60, o: { id: 'org_1', rol: 'guest' } };
  const guest = event(mint(sessionClaims(claims)));
  const guarded = policy({ issuer, keys: undefined, routes: { [ROUTE]: ADMIN } });

  const open = await linesOf({ ...guarded, routes: { [ROUTE]: 'signedIn' } }, [guest]);
  const enforcing = await linesOf(guarded, [event(), guest]);
  const reporting = await linesOf({ ...guarded, reportOnly: true }, [guest]);
  await new Promise((resolve) => server.close(resolve));
  return [...open, ...enforcing, ...reporting, ...(await linesOf(guarded, [guest]))];
}

/** Runs the bundled function in the environment that Lambda gives it, and returns the lines of its log. */
async function linesOf(document: PolicyDocument, events: object[]): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  const stdout = { write: (line: string) => lines.push(JSON.parse(line)) };
  const env = {
    AWS_LAMBDA_FUNCTION_NAME: FUNCTION_NAME,
    AWS_LAMBDA_LOG_LEVEL: 'DEBUG',
    CLERK_POLICY: JSON.stringify(document),
  };
  const module = { exports: {} as { handler: (event: unknown) => Promise<unknown> } };
  new Function('module', 'exports', 'require', 'process', '__dirname', bundledCode())(
    module,
    module.exports,
    require,
    { env, stdout, getBuiltinModule: process.getBuiltinModule },
    __dirname,
  );
  for (const each of events) await module.exports.handler(each);
  return lines;
}

function bundledCode(): string {
  const { outputFiles } = buildSync({
    entryPoints: ['lambda/index.ts'],
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    minify: true,
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
