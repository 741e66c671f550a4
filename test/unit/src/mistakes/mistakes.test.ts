import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DIAGNOSTICS } from '../../../../src/diagnostics/registry';
import { ACCESS } from './access';
import { CLERK_INSTANCE } from './clerk-instance';
import { type Mistake, messagesOf } from './mistake';
import { OPERATIONS } from './operations';
import { PROPS } from './props';
import { REST } from './rest';
import { ROUTES } from './routes';
import { RULES } from './rules';
import { TOKENS } from './tokens';

const KINDS: Record<string, Mistake[]> = { CLERK_INSTANCE, TOKENS, PROPS, ROUTES, ACCESS, RULES, REST, OPERATIONS };
const MISTAKES = Object.values(KINDS).flat();

describe.each(Object.entries(KINDS))('%s', (_, mistakes) => {
  test.each(mistakes)('%s: %s', (id, program, ...says) => {
    const messages = messagesOf(program);
    expect([...new Set(messages.map((message) => message.id))]).toEqual([id]);
    for (const text of says) expect(messages[0]?.text).toContain(text);
    // What is wrong, and after it what to do.
    expect(messages[0]?.text).toMatch(/^[^;]+; \S.* \[/);
  });
});

test('there are at least 80 mistakes', () => {
  expect(MISTAKES.length).toBeGreaterThan(80);
});

/** These need another installation of the package, and have tests of their own. */
const OF_THE_INSTALLATION = ['Package.bundled', 'Package.secondCopy'];

test('every id of the registry has a mistake', () => {
  const tried = new Set<string>(MISTAKES.map(([id]) => id));
  expect(Object.keys(DIAGNOSTICS).filter((id) => !tried.has(id))).toEqual(OF_THE_INSTALLATION);
});

test('docs/diagnostics.md shows the first mistake of each id', () => {
  const [, examples = ''] = readFileSync('docs/diagnostics.md', 'utf8').split('## Examples');
  const rows = examples.split('\n').filter((line) => line.startsWith('| `'));
  const expected = Object.keys(DIAGNOSTICS).flatMap((id) => {
    const [, program] = MISTAKES.find(([it]) => it === id) ?? [];
    return program === undefined ? [] : `| \`${id}\` | \`${program}\` |`;
  });
  expect(rows).toEqual(expected);
});
