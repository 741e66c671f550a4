import { describe, expect, inject, test } from 'vitest';
import { check } from '../../demo/demo';
import { APPS, EXPECTATIONS } from '../../demo/expectations';
import { refusalLines } from '../../demo/refusals';
import { call } from '../../local/emulator/api';

const apis = inject('examples');
const credentials = inject('credentials');

describe.each(APPS)('%s', (app) => {
  const ofApp = EXPECTATIONS.filter((expectation) => expectation.app === app);
  const routes = [...new Set(ofApp.map(({ method, path }) => `${method} ${path}`))];

  test.each(routes)('%s gives every caller the expected status', async (route) => {
    const expectations = ofApp.filter(({ method, path }) => `${method} ${path}` === route);
    const results = await check(apis, credentials, expectations);
    expect(results).toEqual(expectations.map((expectation) => ({ ...expectation, got: expectation.expected })));
  });
});

test.each([
  ['GET', '/orders', 'GET /orders'],
  ['DELETE', '/documents/1', 'DELETE /documents/{proxy+}'],
  ['GET', '/health', 'GET /health'],
])('%s %s reaches the back end as %s', async (method, path, routeKey) => {
  const { body } = await call(apis['examples/http-api.ts'], method, path, credentials['signed in']);
  expect(JSON.parse(body)).toMatchObject({ routeKey });
});

test('every refusal by a function is logged with its reason and what to do, and a rule with its unmet part', async () => {
  const lines = await refusalLines(inject('emulator'));
  expect(lines.length).toBeGreaterThan(100);
  for (const line of lines) {
    expect(line).toMatchObject({ reason: expect.stringMatching(/^[a-z-]+$/), remedy: expect.stringMatching(/\.$/) });
    if (line.reason === 'rule-not-met') expect(line).toMatchObject({ unmetPart: expect.any(String) });
  }
});
