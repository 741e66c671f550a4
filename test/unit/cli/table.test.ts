import { expect, test } from 'vitest';
import { table } from '../../../cli/shared/table';

const ROWS = [
  ['GET', '/a', 'has role org:admin and has plan pro'],
  ['DELETE', '/a/very/long/path/of/many/segments', 'anyone'],
];

test('columns are as wide as their longest text, if they fit', () => {
  expect(table(ROWS, 100).split('\n')).toEqual([
    'GET     /a                                  has role org:admin and has plan pro',
    'DELETE  /a/very/long/path/of/many/segments  anyone',
  ]);
});

test('texts wrap at spaces and slashes until the table fits', () => {
  const lines = table(ROWS, 50).split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(50);
  expect(lines).toEqual([
    'GET     /a                    has role org:admin',
    '                              and has plan pro',
    'DELETE  /a/very/long/path/    anyone',
    '        of/many/segments',
  ]);
});

test('a word that is longer than its column is cut', () => {
  expect(table([['x'.repeat(20)]], 8).split('\n')).toEqual(['xxxxxxxx', 'xxxxxxxx', 'xxxx']);
});

test('columns are never narrower than 8', () => {
  const lines = table([['x'.repeat(10), 'y'.repeat(10)]], 4).split('\n');
  expect(lines).toEqual(['xxxxxxxx  yyyyyyyy', 'xx        yy']);
});

test('lines are coloured by row, without a change of the layout', () => {
  expect(table([['a', 'b'], ['cc']], 80, (text, row) => `${row}:${text}`)).toBe('0:a   b\n1:cc');
});

test('a table without rows is empty', () => {
  expect(table([], 80)).toBe('');
});
