import { loadAssemblyFromPath } from '@jsii/spec';
import { build } from 'rolldown';

/*
 * Makes one file of src/, in the place of the many that jsii writes. Node looks up, reads and compiles each module by itself, and
 * looks up `aws-cdk-lib` anew for each that requires it: together most of the time of importing this package.
 */

const { version, types } = loadAssemblyFromPath(process.cwd());

// The runtime of jsii learns the type of an object from this mark. jsii writes it into the classes of its own modules.
const marks = Object.values(types)
  .filter(({ kind }) => kind === 'class')
  .map(({ name, fqn }) => `exports.${name}[Symbol.for('jsii.rtti')] = ${JSON.stringify({ fqn, version })};`);

await build({
  input: 'src/index.ts',
  external: /^(aws-cdk-lib|constructs|node:)/,
  platform: 'node',
  transform: { target: 'node22' },
  output: { file: 'lib/index.js', format: 'cjs', esModule: true, comments: false, footer: marks.join('\n') },
});
