import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DIAGNOSTICS } from '../../../../src/diagnostics/registry';

test('docs/diagnostics.md contains every diagnostic of the registry', () => {
  const rows = readFileSync('docs/diagnostics.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `cdk-clerk-authorizer:'));
  const expected = Object.entries(DIAGNOSTICS).map(
    ([id, { level, meaning }]) => `| \`cdk-clerk-authorizer:${id}\` | ${level} | ${meaning} |`,
  );
  expect(rows).toEqual(expected);
});
