import { describe, expect, test } from 'vitest';
import type { Result } from '../../../demo/demo';
import { EXPECTATIONS } from '../../../demo/expectations';
import { fullTable } from '../../../demo/full-table';
import { matrixOf } from '../../../demo/matrix';
import { report } from '../../../demo/report';

const RESULTS: Result[] = EXPECTATIONS.map((expectation) => ({ ...expectation, got: expectation.expected }));

/** The results with another status for one request. */
function withDifference(method: string, path: string, caller: string, got: number): Result[] {
  return RESULTS.map((result) =>
    result.method === method && result.path === path && result.caller === caller ? { ...result, got } : result,
  );
}

describe('the report', () => {
  test('has the verdict first and fits one screen', () => {
    const text = report(RESULTS);
    expect(text).toMatchSnapshot();
    const lines = text.split('\n');
    expect(lines[0]).toContain(`All ${RESULTS.length} requests got the expected status`);
    expect(lines.length).toBeLessThanOrEqual(52);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test('names every difference in full below the verdict, and marks it in the matrix', () => {
    const lines = report(withDifference('GET', '/reports', 'no token', 200)).split('\n');
    expect(lines.slice(0, 2)).toEqual([
      `✗ 1 of ${RESULTS.length} requests got another status than expected:`,
      '  examples/http-api.ts  GET /reports  no token: expected 401, got 200',
    ]);
    expect(lines.find((line) => line.startsWith('  GET /reports '))).toContain(' 401✗200 401');
  });
});

describe('the matrix', () => {
  const { columns, rows } = matrixOf(RESULTS);

  test('has every result in exactly one cell', () => {
    const cells = rows.flatMap((row) =>
      row.methods.flatMap(() => row.cells.map((cell, index) => (cell ? columns[index].callers.length : 0))),
    );
    expect(cells.reduce((sum, count) => sum + count)).toBe(RESULTS.length);
  });

  test('gives a caller who was treated in another way a column of its own', () => {
    const { columns: more } = matrixOf(withDifference('GET', '/orders', 'expired token', 200));
    expect(more.length).toBe(columns.length + 1);
    expect(more.find(({ callers }) => callers.includes('expired token'))?.callers).toEqual(['expired token']);
  });
});

test('the full table has every route with its callers', () => {
  const text = fullTable(RESULTS);
  for (const { path } of RESULTS) expect(text).toContain(path);
  expect(text).toContain('everyone else, including');
});
