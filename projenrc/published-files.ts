import { Component, type javascript } from 'projen';
import { CLI, SUBPATHS } from './folders';

/** Says in package.json which files are published, and by which names they are imported. */
export class PublishedFiles extends Component {
  constructor(nodeProject: javascript.NodeProject) {
    super(nodeProject);
    const { package: npm } = nodeProject;

    // Without this list npm would pack files that Git ignores, such as the keys and the virtual environment of a demo run.
    npm.addField('files', [
      '.jsii',
      '.jsii.gz',
      '.jsii.tabl.json.gz', // the snippets in Python, Java, C# and Go
      'NOTICE',
      'AGENTS.md',
      'llms.txt',
      'assets',
      'lib/index.js',
      ...[...SUBPATHS, CLI].map((folder) => `lib/${folder}/index.js`),
      `lib/${CLI}/page`,
      'lib/*/LICENSES.txt',
      'lib/**/*.d.ts',
    ]);

    npm.addBin({ 'cdk-clerk-authorizer': `lib/${CLI}/index.js` });

    npm.addField('exports', {
      '.': { types: './lib/index.d.ts', default: './lib/index.js' },
      ...Object.fromEntries(
        SUBPATHS.map((folder) => [
          `./${folder}`,
          { types: `./lib/${folder}/index.d.ts`, default: `./lib/${folder}/index.js` },
        ]),
      ),
      './package.json': './package.json',
      './.jsii': './.jsii',
      './.jsii.gz': './.jsii.gz',
    });
    // TypeScript with `moduleResolution: node10` does not read `exports`.
    npm.addField('typesVersions', {
      '*': Object.fromEntries(SUBPATHS.map((folder) => [folder, [`lib/${folder}/index.d.ts`]])),
    });
    // npm installs a peer that is not optional: 187 MB for a back end that only wants to know who called.
    npm.addField(
      'peerDependenciesMeta',
      Object.fromEntries(['aws-cdk-lib', 'constructs'].map((name) => [name, { optional: true }])),
    );
  }
}
