import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { REPOSITORY, run } from './support';

const folder = join(inject('workspace'), 'site');

beforeAll(async () => {
  const python = join(inject('workspace'), 'site-venv');
  await run(REPOSITORY, 'python3', ['-m', 'venv', python]);
  await run(REPOSITORY, join(python, 'bin/pip'), ['install', '--quiet', '--requirement', 'docs/requirements.txt']);
  await run(REPOSITORY, join(python, 'bin/mkdocs'), ['build', '--strict', '--quiet', '--site-dir', folder], {
    NO_MKDOCS_2_WARNING: '1',
  });
});

test('the site of docs/ builds without a dead link', () => {
  expect(readFileSync(join(folder, 'index.html'), 'utf8')).toContain('images/overview.svg');
});

test('llms.txt lists every page, and only pages that exist', async () => {
  const listed = [...readFileSync(join(REPOSITORY, 'llms.txt'), 'utf8').matchAll(/main\/([^)]+\.md)/g)].map(
    ([, file]) => file,
  );
  const committed = (await run(REPOSITORY, 'git', ['-c', 'safe.directory=*', 'ls-files', '*.md'])).trim().split('\n');
  expect(listed.filter((file) => !committed.includes(file ?? ''))).toEqual([]);
  const pages = committed.filter((file) => /^docs\/[^/]+\.md$/.test(file) && file !== 'docs/index.md');
  expect(pages.filter((file) => !listed.includes(file))).toEqual([]);
});
