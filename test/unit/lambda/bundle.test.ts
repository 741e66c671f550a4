import { buildSync } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';

let code: string;
let imports: string[];

beforeAll(() => {
  const { outputFiles, metafile } = buildSync({
    entryPoints: ['lambda/index.ts'],
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    minify: true,
    write: false,
    metafile: true,
    outfile: 'index.js',
  });
  code = outputFiles[0].text;
  imports = Object.values(metafile.outputs).flatMap((output) =>
    output.imports.map((entry) => `${entry.path} ${entry.kind}`),
  );
});

test('the function has at most 32 KB', () => {
  expect(code.length).toBeLessThanOrEqual(32 * 1024);
});

// Modules that only some policies need are loaded by `process.getBuiltinModule`, so that they do not slow down a cold start.
test('the function has no dependencies and loads one built-in module at start', () => {
  expect([...new Set(imports)].sort()).toEqual(['node:crypto require-call']);
});

test('the function denies every request if its policy is missing', async () => {
  const module = { exports: {} as { handler: (event: unknown) => Promise<unknown> } };
  const silent = { log: () => {} };
  new Function('module', 'exports', 'require', 'process', 'console', '__dirname', code)(
    module,
    module.exports,
    require,
    { env: {}, getBuiltinModule: process.getBuiltinModule },
    silent,
    __dirname,
  );
  const answer = await module.exports.handler({ version: '2.0', type: 'REQUEST', routeKey: 'GET /', headers: {} });
  expect(answer).toEqual({ isAuthorized: false, context: { reason: 'policy-invalid' } });
});
