import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { checkout, REPOSITORY, run } from './support';

const workspace = inject('workspace');
const withCdk = join(workspace, 'typescript');
let withoutCdk: string;

/** Every way in which TypeScript finds a package. The first one is deprecated, and many projects still have it. */
const RESOLUTIONS: [moduleResolution: string, options: object][] = [
  ['node10', { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' }],
  ['node16', { module: 'node16', moduleResolution: 'node16' }],
  ['nodenext', { module: 'nodenext', moduleResolution: 'nodenext' }],
  ['bundler', { module: 'esnext', moduleResolution: 'bundler' }],
];

beforeAll(async () => {
  withoutCdk = checkout(workspace, 'back-end');
  cpSync(join(withoutCdk, 'constructs.ts'), join(withCdk, 'constructs.ts'));
  await run(withoutCdk, 'npm', ['install', '--prefix', withoutCdk, '--no-audit', '--no-fund', inject('tarball')]);
});

/** Type-checks one file of a folder. The compiler is the repository's, since TypeScript 7 has no `node10`. */
async function typeCheck(folder: string, file: string, options: object): Promise<void> {
  const strict = { strict: true, target: 'es2022', noEmit: true, skipLibCheck: folder === withCdk, types: [] };
  writeFileSync(
    join(folder, 'tsconfig.check.json'),
    JSON.stringify({ compilerOptions: { ...strict, ...options }, files: [file] }),
  );
  await run(folder, join(REPOSITORY, 'node_modules/.bin/tsc'), ['--project', 'tsconfig.check.json']);
}

test.each(RESOLUTIONS)('the constructs type-check with moduleResolution: %s', async (_, options) => {
  await typeCheck(withCdk, 'constructs.ts', options);
});

describe('in a project without the CDK', () => {
  test('the package installs alone', () => {
    expect(readdirSync(join(withoutCdk, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'cdk-clerk-authorizer',
    ]);
  });

  test.each(RESOLUTIONS)('backend type-checks with moduleResolution: %s', async (_, options) => {
    await typeCheck(withoutCdk, 'caller.ts', options);
  });

  const claims = { iss: 'https://clerk.example.com', sub: 'user_1', sid: 'sess_1', v: 2 };
  const lambda = { isAuthenticated: true, tokenKind: 'session', userId: 'user_1', sessionId: 'sess_1', claims };
  const event = { version: '2.0', requestContext: { authorizer: { lambda } } };

  test.each(['main.cjs', 'main.mjs'])('backend runs in %s', async (file) => {
    expect(await run(withoutCdk, process.execPath, [file, JSON.stringify(event)])).toBe('user_1');
  });
});
