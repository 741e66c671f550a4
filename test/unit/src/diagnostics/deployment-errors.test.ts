import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DIAGNOSTICS } from '../../../../src/diagnostics/registry';

const page = readFileSync('docs/deployment-errors.md', 'utf8');
const sections = page.split(/^### /m).slice(1);

test.each(sections.map((section) => [section.split('\n')[0], section]))(
  'docs/deployment-errors.md quotes "%s", with its cause, its remedy and its source',
  (_, section) => {
    const parts = section
      .split('\n\n')
      .map((part) => /^(> |\*\*Cause\.\*\* |\*\*What to do\.\*\* |Sources?: )/.exec(part)?.[0]);
    const found = [
      ...new Set(parts.filter((part) => part !== undefined).map((part) => part.replace('Sources', 'Source'))),
    ];
    expect(found).toEqual(['> ', '**Cause.** ', '**What to do.** ', 'Source: ']);
  },
);

test('docs/deployment-errors.md names diagnostics that exist', () => {
  const named = [...page.matchAll(/\(`(\w+\.\w+)`\)/g)].map(([, id]) => id);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((id) => !(id in DIAGNOSTICS))).toEqual([]);
});
