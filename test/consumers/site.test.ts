import { existsSync, readFileSync } from 'node:fs';
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

test('the site has the README, whose links stay in the site', () => {
  const page = readFileSync(join(folder, 'start.html'), 'utf8');
  expect(page).toContain('src="images/overview.svg"');
  expect(page).toContain('href="rules.html"');
  expect(page).not.toMatch(/href="(?!https:)[^"]*\.md"|blob\/main\/docs/);
});

test('the site has no script of another host', () => {
  const page = readFileSync(join(folder, 'decisions/0001-options-among-methods.html'), 'utf8');
  const scripts = [...page.matchAll(/<script src="([^"]+)"/g)].map(([, source]) => source ?? '');
  expect(scripts).not.toEqual([]);
  expect(scripts.filter((source) => !existsSync(join(folder, 'decisions', source)))).toEqual([]);
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
