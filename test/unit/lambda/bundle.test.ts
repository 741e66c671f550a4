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

// What it needs for some policies only, it asks `process.getBuiltinModule` for, which the last test does not have.
test('the function is made of nothing but itself and Node, of which it loads little when it starts', () => {
  expect([...new Set(imports)]).toEqual(['node:crypto require-call']);
});

test('the function denies everything when its policy is missing', async () => {
  const module = { exports: {} as { handler: (event: unknown) => Promise<unknown> } };
  const silent = { log: () => {} };
  new Function('module', 'exports', 'require', 'process', 'console', code)(
    module,
    module.exports,
    require,
    { env: {} },
    silent,
  );
  const answer = await module.exports.handler({ version: '2.0', type: 'REQUEST', routeKey: 'GET /', headers: {} });
  expect(answer).toEqual({ isAuthorized: false, context: { reason: 'policy-invalid' } });
});
