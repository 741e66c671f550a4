import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { checkout, pack, run, synthesize, type Template } from './support';

const workspace = inject('workspace');
let template: Template;

beforeAll(async () => {
  // The build installs the package into this Maven repository, and the app resolves it from there. The user's own
  // repository is not used, because it would keep the packages of earlier runs.
  const repository = join(workspace, 'm2');
  await pack(workspace, 'java', '--maven-local-repository', repository);
  const folder = checkout(workspace, 'java');
  const maven = ['--batch-mode', '--quiet', `-Dmaven.repo.local=${repository}`];
  await run(folder, 'mvn', [...maven, 'compile']);
  template = await synthesize(workspace, folder, `mvn ${maven.join(' ')} exec:java`);
});

test('the Java app synthesizes the same template as the TypeScript app', () => {
  expect(template).toEqual(inject('template'));
});
