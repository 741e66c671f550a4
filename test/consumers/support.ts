import { execFile } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';

export const REPOSITORY = join(import.meta.dirname, '../..');
export const FRONTEND_API_URL = 'https://sensible-skunk-49.clerk.accounts.dev';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder outside the repository, so that Node.js does not resolve packages from its node_modules. */
    workspace: string;
    /** The path of the npm package. */
    tarball: string;
    /** The template of the TypeScript app. The apps in other languages have to synthesize the same one. */
    template: Template;
    /** The template of the README's first program. Those of docs/languages.md have to synthesize the same one. */
    firstTemplate: Template;
  }
}

export interface Template {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties?: Record<string, unknown> }>;
  readonly Outputs: Record<string, unknown>;
}

/** Runs a program and returns its standard output. If it fails, the error contains the end of its output. */
export async function run(cwd: string, program: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  try {
    const running = promisify(execFile)(program, args, {
      cwd,
      env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', ...env },
      maxBuffer: 64 * 1024 * 1024,
    });
    running.child.stdin?.end();
    return (await running).stdout;
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as NodeJS.ErrnoException & { stdout?: string; stderr?: string };
    if (code === 'ENOENT') throw new Error(`This suite needs ${program} on the PATH`);
    // Each line gets a prefix, so that Vitest does not parse the stack traces of other programs as its own.
    const output = `${stdout.slice(-4000)}\n${stderr.slice(-4000)}`.replace(/^/gm, '| ');
    throw new Error(`${program} ${args.join(' ')} failed\n${output}`);
  }
}

/** Packs the library for a language with jsii-pacmak, as a release does. Returns the folder of the packages. */
export async function pack(workspace: string, language: string, ...options: string[]): Promise<string> {
  const outdir = join(workspace, 'dist');
  await run(REPOSITORY, 'npx', ['jsii-pacmak', '--target', language, '--outdir', outdir, ...options]);
  return join(outdir, language);
}

/** Copies the app of a language to the workspace. Returns its folder there. */
export function checkout(workspace: string, language: string): string {
  const folder = join(workspace, language);
  cpSync(join(import.meta.dirname, language), folder, { recursive: true });
  return folder;
}

/** Returns the first program of a Markdown document that is marked as a language. */
export function programIn(document: string, language: string): string {
  const text = readFileSync(join(REPOSITORY, document), 'utf8');
  const [, program] = new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'ms').exec(text) ?? [];
  if (program === undefined) throw new Error(`${document} has no program in ${language}`);
  return program;
}

/** Runs `cdk synth` with the CDK CLI that the TypeScript app installs. Returns the template. */
export async function synthesize(
  workspace: string,
  folder: string,
  app: string,
  stack = 'Consumer',
): Promise<Template> {
  const bin = join(workspace, 'typescript/node_modules/.bin');
  const path = [bin, process.env.PATH].join(delimiter);
  await run(folder, 'cdk', ['synth', '--quiet', '--no-notices', '--no-version-reporting', '--app', app], {
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    PATH: path,
  });
  return JSON.parse(readFileSync(join(folder, `cdk.out/${stack}.template.json`), 'utf8'));
}

/** Returns the properties of all resources of a type. */
export function resources(type: string): Record<string, unknown>[] {
  const all = Object.values(inject('template').Resources).filter(({ Type }) => Type === type);
  return all.map(({ Properties }) => Properties ?? {});
}
