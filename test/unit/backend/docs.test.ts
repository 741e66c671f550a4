import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = readFileSync('docs/back-ends.md', 'utf8');
const oauthPage = readFileSync('docs/oauth.md', 'utf8');
const recipes = readdirSync('examples/back-ends').filter((name) => name.endsWith('.mts'));

test.each(recipes)('a page shows %s, which is tested', (name) => {
  const code = readFileSync(`examples/back-ends/${name}`, 'utf8');
  expect(name === 'mcp.mts' ? oauthPage : page).toContain(`\`\`\`ts\n${code}\`\`\``);
});

test('docs/back-ends.md explains every code of GetAuthError', () => {
  const source = readFileSync('backend/get-auth-error.ts', 'utf8');
  const codes = [...source.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(5);
  const [, errors = ''] = /^## Errors\n(.*?)^## /ms.exec(`${page}\n## `) ?? [];
  expect([...errors.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code).sort()).toEqual(codes.sort());
});
