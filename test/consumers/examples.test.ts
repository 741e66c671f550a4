import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { checkout, FRONTEND_API_URL, REPOSITORY, run } from './support';

/* The examples, copied to an app of a user as examples/README.md says. */

const EXAMPLES = readdirSync(join(REPOSITORY, 'examples')).filter((name) => name.endsWith('.ts'));
const workspace = inject('workspace');
const folder = join(workspace, 'copied-examples');

beforeAll(async () => {
  checkout(workspace, 'copied-examples');
  for (const name of [...EXAMPLES, 'support']) {
    cpSync(join(REPOSITORY, 'examples', name), join(folder, name), { recursive: true });
  }
  await run(folder, 'npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', inject('tarball')]);
});

describe.each(EXAMPLES)('%s', (file) => {
  test('synthesizes where it is copied', async () => {
    const output = join(folder, `${file}.out`);
    await run(folder, join(folder, 'node_modules/.bin/tsx'), [file], {
      CDK_OUTDIR: output, // as the CDK CLI sets it
      CDK_VALIDATION: 'false', // without it, CDK's validator takes most of the time
      CLERK_FRONTEND_API_URL: FRONTEND_API_URL,
      CLERK_JWT_KEY: readFileSync(join(REPOSITORY, 'test/fixtures/public-key.pem'), 'utf8'),
    });
    expect(readdirSync(output).filter((name) => name.endsWith('.template.json'))).toHaveLength(1);
  });
});
