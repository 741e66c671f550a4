import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { POLICY_VARIABLE } from '../../../src/policy/policy-document';
import { event, policy } from '../support/handler';

const FILE = join(__dirname, '../../../lambda/policy.json');

/** A policy that grants requests without a token to one path. */
const opening = (path: string) => JSON.stringify(policy({ routes: { [`GET ${path}`]: 'optional' } }));

/** Starts the function as Lambda does, with the content of the file beside its code, and returns the paths that it opens. */
async function openPaths(variable?: string, file?: string): Promise<string[]> {
  vi.stubEnv(POLICY_VARIABLE, variable);
  const read = fs.readFileSync;
  vi.spyOn(fs, 'readFileSync').mockImplementation((path, options) => {
    if (path !== FILE || file === undefined) return read(path, options);
    return options === 'utf8' ? file : Buffer.from(file);
  });
  const { handler } = await import('../../../lambda');
  const paths = ['/variable', '/file'];
  const answers = await Promise.all(paths.map((path) => handler(event(undefined, `GET ${path}`))));
  return paths.filter((_, index) => (answers[index] as { isAuthorized: boolean }).isAuthorized);
}

beforeEach(() => {
  vi.resetModules();
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test('the policy is in the environment variable', async () => {
  expect(await openPaths(opening('/variable'))).toEqual(['/variable']);
});

test('the policy is in the file if there is no variable', async () => {
  expect(await openPaths(undefined, opening('/file'))).toEqual(['/file']);
});

test('the variable counts if there is a file too', async () => {
  expect(await openPaths(opening('/variable'), opening('/file'))).toEqual(['/variable']);
});

test('the function denies every request if there is neither', async () => {
  expect(await openPaths()).toEqual([]);
});
