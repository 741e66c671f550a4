import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { RECORDED, recorded, withAuthorizer } from '../unit/support/back-end-events';
import { REPOSITORY, run } from './support';

/* The recipes of docs/back-ends.md, installed as a user installs them. */

const folder = join(inject('workspace'), 'back-ends');

beforeAll(async () => {
  cpSync(join(REPOSITORY, 'examples/back-ends'), folder, { recursive: true });
  await run(folder, 'npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', inject('tarball')]);
  await run(folder, join(folder, 'node_modules/.bin/tsc'), []);
});

/** Calls the handler of a recipe in a process of its own. */
async function invoke(recipe: string, event: object): Promise<{ statusCode: number; body: string }> {
  const program = `import { handler } from './${recipe}.mjs';
    const result = await handler(JSON.parse(process.argv[1]), {});
    process.stdout.write(JSON.stringify(result));`;
  const request = { ...event, rawPath: '/invoices', path: '/invoices', resource: '/invoices' };
  return JSON.parse(
    await run(folder, process.execPath, ['--input-type=module', '--eval', program, JSON.stringify(request)]),
  );
}

describe.each(['function', 'hono', 'express', 'middy'])('%s', (recipe) => {
  const events = RECORDED.filter((name) => !name.startsWith('websocket'));

  test.each(events)('knows the caller of %s', async (name) => {
    const { statusCode, body } = await invoke(recipe, recorded(name));
    const [userId, orgId] = ['user_2aLiCeAlIcEaLiCeAlIcEaLiCe0', 'org_2aCmEaCmEaCmEaCmEaCmEaCmEaC'];
    expect([statusCode, JSON.parse(body)]).toEqual([200, { userId, orgId }]);
  });

  test('refuses a caller without the permission', async () => {
    const { lambda = {} } = recorded('http-api-lambda').requestContext.authorizer;
    const claims = { ...(lambda.claims as object), o: undefined };
    const withoutOrganization = { ...lambda, orgId: undefined, permissions: undefined, claims };
    const { statusCode } = await invoke(recipe, withAuthorizer('http-api-lambda', { lambda: withoutOrganization }));
    expect(statusCode).toBe(403);
  });

  test('refuses every caller if the route has no authorizer', async () => {
    const event = withAuthorizer('http-api-lambda', undefined);
    const status = await invoke(recipe, event).then(({ statusCode }) => statusCode, String);
    expect(String(status)).toMatch(/^500$|context-missing/);
  });
});
