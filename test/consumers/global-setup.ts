import { mkdtempSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { checkout, pack, programIn, REPOSITORY, run, synthesize } from './support';

/** Packs the library for npm and synthesizes the TypeScript app with it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const workspace = realpathSync(mkdtempSync(join(tmpdir(), 'consumers-')));
  const cleanUp = () => rm(workspace, { recursive: true, force: true });
  try {
    await run(REPOSITORY, 'npx', ['projen', 'pre-compile']);
    await run(REPOSITORY, 'npx', ['projen', 'compile']);
    await run(REPOSITORY, 'npx', ['projen', 'rosetta:extract']);
    const packages = await pack(workspace, 'js');
    const tarball = join(packages, readdirSync(packages)[0] ?? '');

    const folder = checkout(workspace, 'typescript');
    await run(folder, 'npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', tarball]);
    writeFileSync(join(folder, 'first.mts'), programIn('README.md', 'ts nofixture'));
    await run(folder, join(folder, 'node_modules/.bin/tsc'), []);

    project.provide('workspace', workspace);
    project.provide('tarball', tarball);
    project.provide('template', await synthesize(workspace, folder, 'node app.mjs'));
    project.provide('firstTemplate', await synthesize(workspace, folder, 'node first.mjs', 'Orders'));
  } catch (error) {
    await cleanUp();
    throw error;
  }
  return cleanUp;
}
