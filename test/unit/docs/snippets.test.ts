import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { typeCheck } from '../support/type-check';

const ROOT = join(import.meta.dirname, '../../..');
const FIXTURE = readFileSync(join(ROOT, 'rosetta/default.ts-fixture'), 'utf8');

/** Recipes with packages or files of the user. test/consumers runs those, with everything installed. */
const ELSEWHERE = /from '(hono|express|@middy\/core|vitest|\.\/lib\/)/;

/** A module is compiled as it is; other lines stand in the constructor of a stack, as in the README. */
function programOf(snippet: string): string {
  if (/^export |new App\(/m.test(snippet)) return snippet;
  const lines = snippet.split('\n');
  const isOutside = (line: string) => /^(import|declare) /.test(line);
  const outside = lines.filter(isOutside).join('\n');
  const imports = outside.includes('import ')
    ? "import { Stack } from 'aws-cdk-lib';"
    : FIXTURE.split('class Fixture')[0];
  const inside = lines.filter((line) => !isOutside(line)).join('\n');
  return `${imports}\n${outside}\nclass Fixture extends Stack { constructor() { super();\n${inside}\n} }`;
}

function snippetsOf(file: string): [name: string, program: string][] {
  const text = readFileSync(join(ROOT, 'docs', file), 'utf8');
  return [...text.matchAll(/^```ts\n(.*?)^```/gms)]
    .map(([, snippet = '']) => snippet)
    .filter((snippet) => !ELSEWHERE.test(snippet))
    .map((snippet, index) => [`docs-${file.replaceAll('/', '-')}-${index}.ts`, programOf(snippet)]);
}

// The README's snippets are compiled by jsii-rosetta, which reads no other document.
test('every TypeScript snippet in docs/ compiles under `strict`', () => {
  const pages = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' });
  const programs = Object.fromEntries(pages.filter((file) => file.endsWith('.md')).flatMap(snippetsOf));
  expect(Object.keys(programs)).not.toEqual([]);
  const errors = typeCheck(programs).map(
    ({ file, line, message }) => `${file}: ${programs[file]?.split('\n')[line]}: ${message}`,
  );
  expect(errors).toEqual([]);
}, 120_000);
