import { beforeAll, expect, inject, test } from 'vitest';
import { checkout, pack, run, synthesize, type Template } from './support';

const workspace = inject('workspace');
let template: Template;

beforeAll(async () => {
  // Code only: a full build compiles the package against the oldest CDK in range, the app against a recent one.
  await pack(workspace, 'go', '--code-only');
  const folder = checkout(workspace, 'go');
  await run(folder, 'go', ['build', '-mod=mod', '-o', 'app', '.']); // `mod`: adds what the package requires to go.mod
  template = await synthesize(workspace, folder, './app');
});

test('the Go app synthesizes the same template as the TypeScript app', () => {
  expect(template).toEqual(inject('template'));
});
