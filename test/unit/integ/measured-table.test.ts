import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rowsOf, table } from '../../integ/support/measured-table';
import { readMeasured } from '../../integ/support/measurements';
import type { Question, Topic } from '../../integ/support/question';
import { TOPICS, type TopicName } from '../../integ/topics';

const FILE = resolve('docs/measured-on-aws.md');

/** The table is only rewritten by `vitest run --update`. */
test('docs/measured-on-aws.md has every question, with the answer of the last run on AWS', async () => {
  const rows = Object.entries<Topic>(TOPICS).flatMap(([name, topic]) =>
    rowsOf(topic, readMeasured('test/integ', name as TopicName)),
  );
  const page = readFileSync(FILE, 'utf8').replace(/(^\|.*\n)+/m, () => table(rows));
  await expect(page).toMatchFileSnapshot(FILE);
});

describe('the cell about AWS', () => {
  const question: Question = {
    question: 'The status',
    expected: '401 Unauthorized',
    source: 'documented',
    otherwise: 'Nothing opens',
    observe: async () => '',
  };
  const cell = (answers?: Record<string, string>) => {
    const [row] = rowsOf({ thrown: question }, answers && { date: '2026-12-01', region: 'us-east-1', answers });
    return row?.split(' | ')[3];
  };

  test.each<[string, Record<string, string> | undefined]>([
    ['not yet', undefined],
    ['not yet', { another: 'x' }], // the question is newer than the run
    ['as expected, measured on 2026-12-01 in us-east-1', { thrown: '401 Unauthorized' }],
    ['**`500 x`**, measured on 2026-12-01 in us-east-1', { thrown: '500 x' }],
  ])('is "%s"', (expected, answers) => {
    expect(cell(answers)).toBe(expected);
  });
});
