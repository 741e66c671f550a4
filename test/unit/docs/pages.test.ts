import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const DOCS = join(import.meta.dirname, '../../../docs');
const pages = readdirSync(DOCS).filter((file) => file.endsWith('.md'));
const textOf = (file: string) => readFileSync(join(DOCS, file), 'utf8');

test('the index lists every page', () => {
  const index = textOf('index.md');
  expect(pages.filter((file) => file !== 'index.md' && !index.includes(`](${file})`))).toEqual([]);
});

test('every page begins with a title and a paragraph that says what it is for', () => {
  expect(pages.filter((file) => !/^# .+\n\n(?!```)[^#|!\s-]/.test(textOf(file)))).toEqual([]);
});
