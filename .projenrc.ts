import { awscdk, cdk, github, javascript, ReleasableCommits, release } from 'projen';
import { Bundles } from './projenrc/bundles';
import { IMPORT_RULES } from './projenrc/import-rules';
import { IssueTemplates } from './projenrc/issue-templates';
import { PublishedFiles } from './projenrc/published-files';
import { SafeRelease } from './projenrc/release';

/**
 * The folders that are published beside the constructs, as `cdk-clerk-authorizer/<folder>`. Each is bundled into
 * `lib/<folder>/index.js` with everything it imports, so that it needs neither the CDK nor any other package.
 */
const SUBPATHS = ['backend', 'testing'];

/** The folder of the command `cdk-clerk-authorizer`, which is bundled in the same way but cannot be imported. */
const CLI = 'cli';

/** The folders beside `src/` and `test/` that hold TypeScript. */
const FOLDERS = [...SUBPATHS, 'bench', CLI, 'demo', 'examples', 'explain', 'lambda', 'local', 'report'];

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-clerk-authorizer',
  description:
    'Protect Amazon API Gateway routes with Clerk: JWT and Lambda authorizers, claim rules and CORS-safe ANY routes for the AWS CDK',
  author: 'cdk-clerk-authorizer contributors',
  authorAddress: 'cdk-clerk-authorizer@users.noreply.github.com',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk-clerk-authorizer/cdk-clerk-authorizer.git',
  homepage: 'https://github.com/cdk-clerk-authorizer/cdk-clerk-authorizer#readme',
  bugsUrl: 'https://github.com/cdk-clerk-authorizer/cdk-clerk-authorizer/issues',
  keywords: [
    'aws-cdk',
    'awscdk',
    'clerk',
    'authorizer',
    'api-gateway',
    'apigateway',
    'cors',
    'http-api',
    'jwt',
    'mcp',
    'oauth',
    'rest-api',
    'websocket',
    'authentication',
    'authorization',
    'security',
  ],
  license: 'Apache-2.0',
  stability: cdk.Stability.EXPERIMENTAL,
  defaultReleaseBranch: 'main',
  projenrcTs: true,
  sampleCode: false,
  packageManager: javascript.NodePackageManager.NPM,

  // The floor is set by HttpLambdaIntegration's `scopePermissionToRoute` (one permission per function)
  // and Runtime.NODEJS_24_X: both came in 2.224.0. Tests run on the floor, consumer apps on the newest.
  cdkVersion: '2.224.0',
  constructsVersion: '10.0.5',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.3', // TypeScript 7 has no JS API yet, which ts-node (projen) needs
  minNodeVersion: '22.0.0', // the oldest line that is still supported; the tests also pass on Node 20.20
  workflowNodeVersion: '24',
  typecheckTests: true,
  compressAssembly: true,

  jest: false, // vitest: loads ESM-only packages, compares snapshots without rewriting them
  tsconfigDev: {
    compilerOptions: {
      module: 'esnext',
      moduleResolution: javascript.TypeScriptModuleResolution.BUNDLER,
      rootDir: '..',
      types: ['node'],
      // Recipes and consumers import what users import.
      paths: {
        'cdk-clerk-authorizer': ['../src/index.ts'],
        ...Object.fromEntries(SUBPATHS.map((folder) => [`cdk-clerk-authorizer/${folder}`, [`../${folder}/index.ts`]])),
      },
    },
    include: FOLDERS.map((folder) => `../${folder}/**/*.ts`),
  },
  biome: true,
  biomeOptions: {
    version: '2.5.15',
    biomeConfig: {
      formatter: {
        indentStyle: javascript.biome_config.IndentStyle.SPACE,
        lineWidth: 120,
      },
      javascript: { formatter: { quoteStyle: javascript.biome_config.QuoteStyle.SINGLE } },
      linter: { rules: { suspicious: { noImportCycles: { level: 'error', options: { ignoreTypes: false } } } } },
      overrides: IMPORT_RULES,
    } as unknown as javascript.biome_config.BiomeConfiguration,
  },
  allowScripts: ['esbuild'],
  lambdaAutoDiscover: false,
  edgeLambdaAutoDiscover: false,
  singletonLambdaAutoDiscover: false,
  lambdaExtensionAutoDiscover: false,
  integrationTestAutoDiscover: false,
  devDeps: [
    '@jsii/spec', // reads the assembly, for the bundle of the constructs
    '@aws-cdk/integ-runner@^2.197.10',
    '@aws-cdk/integ-tests-alpha@2.214.0-alpha.0', // the last whose peer is not above our floor of aws-cdk-lib
    '@modelcontextprotocol/sdk', // an outside client of the protected resource metadata, as is oauth4webapi
    '@clerk/backend', // the oracle for tokens and has()
    '@jazzer.js/core@^4',
    '@stryker-mutator/core@^9', // 10 needs a newer Node than the build machines have
    '@stryker-mutator/vitest-runner@^9',
    '@types/aws-lambda',
    '@types/jsonwebtoken',
    '@types/ws',
    'aws-cdk@^2.1148.1', // not `latest`: 3.0.0 is an accidental publish of old code
    'cdk-nag@~2.37.55', // the last that accepts our floors of aws-cdk-lib and constructs
    'aws-jwt-verify@^5',
    'cli-table3',
    'dts-bundle-generator@^9', // one declaration file for each published folder
    'fast-check',
    'iframe-worker', // lets the search of the site work without a server
    'jose@^6',
    'jsonwebtoken', // what the bench compares with
    'oauth4webapi',
    'playwright-core',
    'publib', // what the release workflow publishes with
    'rolldown@^1', // makes one file of the constructs
    'tsx',
    'vitest@^4',
    'ws', // Node 20 has no WebSocket client of its own
  ],

  bumpPackage: 'commit-and-tag-version@^12', // 13 needs a newer Node than the build machines have
  releasableCommits: ReleasableCommits.featuresAndFixes(),
  releaseTrigger: release.ReleaseTrigger.workflowDispatch(),
  pullRequestTemplate: false, // see IssueTemplates
  buildWorkflowOptions: { mutableBuild: false },
  depsUpgradeOptions: { cooldown: 5 }, // days in which others find what is wrong with a version
  releaseToNpm: true,
  npmTrustedPublishing: true,
  publishToPypi: { distName: 'cdk-clerk-authorizer', module: 'cdk_clerk_authorizer', trustedPublishing: true },
  publishToMaven: {
    javaPackage: 'io.github.cdkclerkauthorizer',
    mavenGroupId: 'io.github.cdk-clerk-authorizer',
    mavenArtifactId: 'cdk-clerk-authorizer',
    mavenServerId: 'central-ossrh',
  },
  publishToNuget: {
    dotNetNamespace: 'CdkClerkAuthorizer',
    packageId: 'CdkClerkAuthorizer',
    trustedPublishing: true,
  },
  publishToGo: { moduleName: 'github.com/cdk-clerk-authorizer/cdk-clerk-authorizer-go' },
  gitignore: [
    ...['.DS_Store', '/.demo/', '/.prove/', '.jsii.gz', '.jsii.tabl.json*', 'cdk.out/', '__pycache__/', '/site/'],
    ...['cdk-integ.out.*', '/test/integ/*.snapshot/asset.*'],
  ],
});

for (const folder of FOLDERS) {
  project.biome?.addFilePattern(`${folder}/**`);
}
// Somebody else's test vectors stay as they are, to the byte.
project.biome?.addFilePattern('!test/vectors/wycheproof');
project.biome?.addFilePattern('!test/integ/*.snapshot');
project.gitattributes.addAttributes('/test/vectors/wycheproof/**', '-text', 'linguist-vendored');
project.gitattributes.addAttributes('/test/integ/*.snapshot/**', 'linguist-generated');

new PublishedFiles(project, { subpaths: SUBPATHS, cli: CLI });
new Bundles(project, { subpaths: SUBPATHS, cli: CLI });
project.testTask.prependSpawn(project.bundler.bundleTask); // a fresh clone synthesizes in its tests

// jsii checks the constructs and describes them; the package has one file of them, so that it is imported fast.
project.compileTask.exec('node projenrc/bundle-constructs.mjs');

// Every snippet in README and doc comments compiles.
project.postCompileTask.spawn(
  project.addTask('rosetta:extract', {
    description: 'Compile every snippet of the README and of the doc comments',
    exec: 'jsii-rosetta extract --strict --compress-tablet',
  }),
);

project.postCompileTask.spawn(
  project.addTask('api:compare', {
    description: 'Compare the public names with the last release; .compatignore lists the changes that are meant',
    exec: 'jsii-diff npm:cdk-clerk-authorizer --keys --error-on=all --ignore-file=.compatignore',
    condition: '[ -n "$RELEASE" ]', // needs the registry
  }),
);

const checkEvidence = 'node --import tsx test/proof/check-evidence.ts';
const evidence = project.addTask('evidence:check', {
  description: 'Check that docs/evidence.md is of the bundled function, and that everything in it passed',
});
evidence.spawn(project.bundler.bundleTask);
evidence.exec(checkEvidence);
project.tasks.tryFind('release')?.prependSpawn(evidence); // nothing is released that is not proven
project.testTask.exec(`${checkEvidence} --warn`); // the function may change between two releases

project.testTask.exec('vitest run', { receiveArgs: true });
project.addTask('bench', {
  description: 'Compare the shipped function with other ways to do the same',
  exec: 'node --import tsx bench/main.ts',
  receiveArgs: true,
});
const prove = project.addTask('prove', {
  description: 'Test the authorizer against other verifiers, attacks, faults and mutants; writes docs/evidence.md',
});
prove.spawn(project.bundler.bundleTask); // what the emulator deploys
prove.exec('node --import tsx test/proof/main.ts', { receiveArgs: true });
project.addTask('test:e2e', {
  description: 'Deploy the examples to an emulator of AWS and call them; needs Python 3.10 and Chromium',
  exec: 'vitest run --config test/e2e/vitest.config.mts',
  receiveArgs: true,
});
project.addTask('test:update', {
  description: 'Rewrite the snapshots; review the diff before committing',
  exec: 'vitest run --update',
});

/**
 * Adds a task for the stacks of `test/integ`, which ask AWS what no emulator knows: see CONTRIBUTING.md. integ-runner would
 * deploy to three regions, and its synthesis would look for a region on the network.
 */
function addIntegTask(name: string, description: string, options: string): void {
  const region = '$(printenv AWS_REGION || echo us-east-1)';
  const task = project.addTask(name, { description, env: { AWS_REGION: region } });
  task.spawn(project.bundler.bundleTask);
  const tests = "--directory test/integ --language typescript --app 'node --import tsx {filePath}'";
  task.exec(`integ-runner ${tests} --parallel-regions $AWS_REGION ${options}`.trim(), { receiveArgs: true });
}

addIntegTask('integ', 'Compare the stacks of test/integ with their snapshots; needs no AWS account', '');
addIntegTask(
  'integ:update',
  'Rewrite the snapshots of test/integ without a deployment',
  '--dry-run --update-on-failed',
);
addIntegTask('integ:deploy', 'Deploy test/integ to your AWS account, measure, and destroy', '--force');

// `npm run demo` has to work before anything is installed, so it starts with Node alone.
project.package.setScript('demo', 'node demo/run.mjs');

// Locally only the npm package is built; the release workflow builds every language.
project.packageTask.reset('projen package:js');

project.buildWorkflow?.addPostBuildJob('newest-cdk', {
  runsOn: ['ubuntu-latest'],
  permissions: { contents: github.workflows.JobPermission.READ },
  steps: [
    github.WorkflowSteps.checkout(),
    ...project.renderWorkflowSetup({ mutable: false }),
    { run: 'npx projen bundle' },
    { name: 'Test the constructs on the newest CDK', run: '.ci/newest-cdk' },
  ],
});

new SafeRelease(project);
if (project.github) new IssueTemplates(project.github);

// jsii prints a banner on Node 20, which the build machines still have.
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

project.synth();
