import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';

/**
 * Makes one file of the many that jsii writes. Node looks up and reads each module by itself, and looks up `aws-cdk-lib` anew for
 * each module that requires it: together more than three quarters of the time of importing this package.
 */
const requireOnce = {
  name: 'require-once',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(aws-cdk-lib|constructs|node:)/ }, ({ path, namespace }) =>
      namespace === 'peer' ? { path, external: true } : { path, namespace: 'peer' },
    );
    onLoad({ filter: /.*/, namespace: 'peer' }, ({ path }) => ({ contents: `module.exports = require('${path}');` }));
  },
};

// jsii writes an index that loads every part of the package. Here each part is loaded when one of its names is first used.
const index = await readFile('lib/index.js', 'utf8');
const parts = new Map([...index.matchAll(/^var (\w+) = require\("(.+)"\);/gm)].map(([, part, path]) => [part, path]));
const exported = [...index.matchAll(/get: function \(\) \{ return (\w+)\.(\w+); \}/g)];
const lines = exported.map(([, part, name]) => `define('${name}', () => require('${parts.get(part)}').${name});`);
const lazyIndex = [
  "Object.defineProperty(exports, '__esModule', { value: true });",
  'const define = (name, get) => Object.defineProperty(exports, name, { enumerable: true, get });',
  ...lines,
];
if (lines.length === 0) throw new Error('lib/index.js is not the index that jsii writes');

await build({
  stdin: { contents: lazyIndex.join('\n'), resolveDir: 'lib', sourcefile: 'lib/index.js' },
  // It is never executed: Node finds the names in it that `import` can use.
  footer: { js: `0 && (module.exports = { ${exported.map(([, , name]) => name).join(', ')} });` },
  outfile: 'lib/index.js',
  allowOverwrite: true,
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  plugins: [requireOnce],
});
