import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { loadAssemblyFromPath } from '@jsii/spec';
import { describe, expect, inject, test } from 'vitest';
import { run } from './support';

const workspace = inject('workspace');
const files = (await run(workspace, 'tar', ['--list', '--file', inject('tarball')]))
  .trim()
  .split('\n')
  .map((name) => name.replace(/^package\//, ''));

const EXPECTED_FILES =
  /^(\.jsii(\.gz)?|\.jsii\.tabl\.json\.gz|(AGENTS|API|README)\.md|llms\.txt|LICENSE|NOTICE|package\.json|assets\/lambda\/(index|preflight)\/index\.js|lib\/.+\.(js|d\.ts)|lib\/cli\/page\/page\.(html|css)|lib\/\w+\/LICENSES\.txt)$/;

describe('the npm package', () => {
  test('contains the code, the documents and the bundled function, and nothing else', () => {
    const needed = [
      '.jsii.gz',
      '.jsii.tabl.json.gz',
      'AGENTS.md',
      'LICENSE',
      'NOTICE',
      'assets/lambda/index/index.js',
      'assets/lambda/preflight/index.js',
      'lib/index.js',
      'lib/backend/index.d.ts',
      'lib/cli/index.js',
      'lib/cli/page/page.html',
    ];
    expect(files).toEqual(expect.arrayContaining(needed));
    expect(files.filter((name) => !EXPECTED_FILES.test(name))).toEqual([]);
  });

  test('depends on its CDK peers only', () => {
    const installed = join(workspace, 'typescript/node_modules/cdk-clerk-authorizer/package.json');
    const manifest = JSON.parse(readFileSync(installed, 'utf8'));
    expect(Object.keys(manifest.peerDependencies).sort()).toEqual(['aws-cdk-lib', 'constructs']);
    expect(manifest.dependencies ?? {}).toEqual({});
    expect(manifest.optionalDependencies ?? {}).toEqual({});
    expect(manifest.bundleDependencies ?? manifest.bundledDependencies ?? []).toEqual([]);
  });

  test('tells the runtime of jsii the type of each class', () => {
    const installed = join(workspace, 'typescript/node_modules/cdk-clerk-authorizer');
    const { version, types = {} } = loadAssemblyFromPath(installed);
    const exported = createRequire(join(workspace, 'typescript/app.mjs'))('cdk-clerk-authorizer');
    const classes = Object.values(types).filter(({ kind }) => kind === 'class');
    const marks = classes.map(({ name }) => exported[name][Symbol.for('jsii.rtti')]);
    expect(marks).toEqual(classes.map(({ fqn }) => ({ fqn, version })));
  });

  test('has the licences of what is bundled', () => {
    const installed = join(workspace, 'typescript/node_modules/cdk-clerk-authorizer');
    const licences = readFileSync(join(installed, 'lib/testing/LICENSES.txt'), 'utf8');
    expect(licences).toMatch(/^jose \d[^\n]* \(MIT\)\n\n.*?Permission is hereby granted/s);
  });
});
