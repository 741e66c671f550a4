import { beforeAll, expect, inject, test } from 'vitest';
import { checkout, pack, run, synthesize, type Template } from './support';

const workspace = inject('workspace');
let template: Template;

beforeAll(async () => {
  // Generates code only: a full build would compile the package against the oldest supported CDK, but the app uses a newer one.
  await pack(workspace, 'go', '--code-only');
  const folder = checkout(workspace, 'go');
  await run(folder, 'go', ['build', '-mod=mod', '-o', 'app', '.']); // `-mod=mod` adds the requirements of the package to go.mod
  template = await synthesize(workspace, folder, './app');
});

test('the Go app synthesizes the same template as the TypeScript app', () => {
  expect(template).toEqual(inject('template'));
});
