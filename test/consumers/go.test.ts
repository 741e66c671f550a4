import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { checkout, pack, programIn, run, synthesize, type Template } from './support';

const workspace = inject('workspace');
let template: Template;
let firstTemplate: Template;

beforeAll(async () => {
  // Generates code only: a full build would compile the package against the oldest supported CDK, but the app uses a newer one.
  await pack(workspace, 'go', '--code-only');
  const folder = checkout(workspace, 'go');
  await run(folder, 'go', ['build', '-mod=mod', '-o', 'app', '.']); // `-mod=mod` adds the requirements of the package to go.mod
  template = await synthesize(workspace, folder, './app');

  mkdirSync(join(folder, 'first'));
  writeFileSync(join(folder, 'first/main.go'), programIn('docs/languages.md', 'go'));
  await run(folder, 'go', ['build', '-mod=mod', '-o', 'first-app', './first']);
  firstTemplate = await synthesize(workspace, folder, './first-app', 'Orders');
});

test('the Go app synthesizes the same template as the TypeScript app', () => {
  expect(template).toEqual(inject('template'));
});

test('the Go program of docs/languages.md synthesizes the same template as the README', () => {
  expect(firstTemplate).toEqual(inject('firstTemplate'));
});
