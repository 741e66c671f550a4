import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DIAGNOSTICS } from '../../../src/diagnostics/registry';

const page = readFileSync('docs/routing.md', 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('|') && line.includes('`Access.'));
const findings = Object.entries(DIAGNOSTICS).filter(([id]) => id.startsWith('Access.'));

test.each(findings)('docs/routing.md says what the access table finds: %s', (id, { level }) => {
  const row = rows.find((line) => line.includes(`\`${id}\``));
  expect(row?.split('|')[2].trim()).toBe(level);
});
