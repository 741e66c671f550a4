import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { checkout, pack, programIn, run, synthesize, type Template } from './support';

const workspace = inject('workspace');
let template: Template;
let firstTemplate: Template;

beforeAll(async () => {
  // The build installs the package into this Maven repository, and the app resolves it from there. The user's own
  // repository is not used, because it would keep the packages of earlier runs.
  const repository = join(workspace, 'm2');
  await pack(workspace, 'java', '--maven-local-repository', repository);
  const folder = checkout(workspace, 'java');
  const maven = ['--batch-mode', '--quiet', `-Dmaven.repo.local=${repository}`];
  writeFileSync(join(folder, 'src/main/java/Orders.java'), programIn('docs/languages.md', 'java'));
  await run(folder, 'mvn', [...maven, 'compile']);
  template = await synthesize(workspace, folder, `mvn ${maven.join(' ')} exec:java`);
  const first = `mvn ${maven.join(' ')} exec:java -Dexec.mainClass=Orders`;
  firstTemplate = await synthesize(workspace, folder, first, 'Orders');
});

test('the Java app synthesizes the same template as the TypeScript app', () => {
  expect(template).toEqual(inject('template'));
});

test('the Java program of docs/languages.md synthesizes the same template as the README', () => {
  expect(firstTemplate).toEqual(inject('firstTemplate'));
});
