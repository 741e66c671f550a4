import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { GROUPS } from './groups';
import { SURVIVORS } from './survivors';

test.each(Object.values(GROUPS).flatMap(({ files, quick }) => [...files, quick]))('%s can be mutated', (file) => {
  expect(file.includes('*') || existsSync(file)).toBe(true);
});

test.each(Object.entries(SURVIVORS))('the explained survivors of %s are still in its code', (file, survivors) => {
  expect(file.startsWith('lambda/') || Object.values(GROUPS).some(({ files }) => files.includes(file))).toBe(true);
  const source = readFileSync(file, 'utf8');
  const lines = source.split('\n');
  const missing = survivors.filter(
    ({ original, line = '' }) => !source.includes(original) || !lines.some((each) => each.includes(line)),
  );
  expect(missing).toEqual([]);
});
