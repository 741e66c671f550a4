import { awscdk, cdk, javascript } from 'projen';
import { Bundles } from './projenrc/bundles';
import { DEV_DEPENDENCIES } from './projenrc/dev-dependencies';
import { FOLDERS, SUBPATHS } from './projenrc/folders';
import { IntegrationTests } from './projenrc/integration-tests';
import { IssueTemplates } from './projenrc/issue-templates';
import { BIOME_OPTIONS, LintedFiles } from './projenrc/lint';
import { PublicApi } from './projenrc/public-api';
import { PublishedFiles } from './projenrc/published-files';
import { RELEASE_OPTIONS, SafeRelease } from './projenrc/release';
import { Tests } from './projenrc/tests';

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
  biomeOptions: BIOME_OPTIONS,
  allowScripts: ['esbuild'],
  lambdaAutoDiscover: false,
  edgeLambdaAutoDiscover: false,
  singletonLambdaAutoDiscover: false,
  lambdaExtensionAutoDiscover: false,
  integrationTestAutoDiscover: false,
  devDeps: DEV_DEPENDENCIES,
  depsUpgradeOptions: { cooldown: 5 }, // days in which others find what is wrong with a version
  pullRequestTemplate: false, // see IssueTemplates
  buildWorkflowOptions: { mutableBuild: false },
  ...RELEASE_OPTIONS,
  gitignore: [
    ...['.DS_Store', '/.demo/', '/.prove/', '.jsii.gz', '.jsii.tabl.json*', 'cdk.out/', '__pycache__/', '/site/'],
    ...['cdk-integ.out.*', '/test/integ/*.snapshot/asset.*'],
  ],
});

new LintedFiles(project);
new PublishedFiles(project);
new Bundles(project);
new PublicApi(project);
new Tests(project);
new IntegrationTests(project);
new SafeRelease(project);
if (project.github) new IssueTemplates(project.github);

// `npm run demo` has to work before anything is installed, so it starts with Node alone.
project.package.setScript('demo', 'node demo/run.mjs');

// Locally only the npm package is built; the release workflow builds every language.
project.packageTask.reset('projen package:js');

// jsii prints a banner on Node 20, which the build machines still have.
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

project.synth();
