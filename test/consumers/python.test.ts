import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { checkout, pack, run, synthesize, type Template } from './support';

const workspace = inject('workspace');
let template: Template;

beforeAll(async () => {
  const packages = await pack(workspace, 'python');
  const wheel = readdirSync(packages).find((name) => name.endsWith('.whl')) ?? '';
  const folder = checkout(workspace, 'python');
  await run(folder, 'python3', ['-m', 'venv', '.venv']);
  await run(folder, '.venv/bin/pip', [
    'install',
    '--quiet',
    '--requirement',
    'requirements.txt',
    join(packages, wheel),
  ]);
  template = await synthesize(workspace, folder, '.venv/bin/python app.py');
});

test('the Python app synthesizes the same template as the TypeScript app', () => {
  expect(template).toEqual(inject('template'));
});
