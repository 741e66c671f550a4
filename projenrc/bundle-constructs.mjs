import { build } from 'esbuild';

/**
 * Makes one file of the 70 that jsii writes. Node looks up and reads each module by itself, and looks up `aws-cdk-lib` anew for
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

await build({
  entryPoints: ['lib/index.js'],
  outfile: 'lib/index.js',
  allowOverwrite: true,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  plugins: [requireOnce],
});
