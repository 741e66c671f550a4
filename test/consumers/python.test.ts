import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { checkout, pack, programIn, run, synthesize, type Template } from './support';

const workspace = inject('workspace');
let folder: string;
let template: Template;

beforeAll(async () => {
  const packages = await pack(workspace, 'python');
  const wheel = readdirSync(packages).find((name) => name.endsWith('.whl')) ?? '';
  folder = checkout(workspace, 'python');
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

/** Runs a program of a document. Returns the template of its stack. */
function synthesizeProgram(name: string, program: string): Promise<Template> {
  writeFileSync(join(folder, name), program);
  return synthesize(workspace, folder, `.venv/bin/python ${name}`, 'Orders');
}

test('the Python program of docs/languages.md synthesizes the same template as the README', async () => {
  const program = programIn('docs/languages.md', 'python');
  expect(await synthesizeProgram('first.py', program)).toEqual(inject('firstTemplate'));
});

describe('the page of the wheel', () => {
  let page: string;

  beforeAll(async () => {
    const print = 'import importlib.metadata as m; print(m.distribution("cdk-clerk-authorizer").read_text("METADATA"))';
    page = await run(folder, '.venv/bin/python', ['-c', print]);
  });

  test('has a first program in Python that synthesizes the same template as the README', async () => {
    const [, program = ''] = /^```python\n(.*?)^```/ms.exec(page) ?? [];
    expect(await synthesizeProgram('page.py', program)).toEqual(inject('firstTemplate'));
  });

  test('has no program in TypeScript', () => {
    expect(page).not.toMatch(/^import \{|^```ts/m);
  });
});

test('the commonest mistakes are stopped or warned about in Python, too', async () => {
  const mistakes: { id: string; says: string; message: string }[] = JSON.parse(
    await run(folder, '.venv/bin/python', ['mistakes.py']),
  );
  expect(mistakes.length).toBeGreaterThanOrEqual(12);
  for (const { id, says, message } of mistakes) {
    expect(message).toContain(`cdk-clerk-authorizer:${id}]`);
    expect(message).toContain(says);
  }
});
