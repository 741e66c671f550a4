import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const FOLDER = join(import.meta.dirname, '../../../.github/workflows');
const lines = readdirSync(FOLDER).flatMap((file) =>
  readFileSync(join(FOLDER, file), 'utf8')
    .split('\n')
    .map((line) => `${file}: ${line.trim()}`),
);

describe('the workflows', () => {
  test('run actions of a commit, since a tag can be moved', () => {
    const actions = lines.filter((line) => line.includes('uses: '));
    expect(actions).not.toEqual([]);
    expect(actions.filter((line) => !/@[0-9a-f]{40}$/.test(line))).toEqual([]);
  });

  test('run npm packages of the lock file', () => {
    expect(lines.filter((line) => /npx (-y|--yes|-p|'-p'|--package)|@latest|npm install/.test(line))).toEqual([]);
  });

  test('may write to the repository only to create a release', () => {
    const writers = lines.filter((line) => /(contents|actions|packages): write/.test(line));
    expect(writers).toEqual(['release.yml: contents: write', 'release.yml: contents: write']);
  });
});
