import { expect, test } from 'vitest';
import { LocalAuthorizer, startLocalClerk } from '../../../testing';
import { fixture } from '../support/report';

test('the JWT authorizer in a processed template of SAM', async () => {
  const clerk = await startLocalClerk();
  const local = LocalAuthorizer.fromTemplate(fixture('sam-processed'), { clerk });
  const token = await local.issueFor('GET /reports').session({ claims: { scope: 'reports:read' } });
  expect(await local.call('GET /reports', { token })).toMatchObject({ status: 200, isModel: true });
  expect(await local.call('GET /reports')).toMatchObject({ status: 401 });
  await clerk.close();
});
