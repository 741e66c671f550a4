import { describe, expect, test, vi } from 'vitest';
import { writeLog } from '../../../lambda/log';
import {
  answer,
  event,
  HEADER,
  mint,
  NOW,
  newHandler,
  OTHER_KEY,
  policy,
  ROUTE,
  sessionClaims,
} from '../support/handler';

describe('the log', () => {
  test('has one entry for a refusal, with its remedy', async () => {
    const { entries } = await answer(event(mint(sessionClaims({ exp: NOW - 60 }))));
    expect(entries).toEqual([
      {
        decision: 'deny',
        outcome: 'unauthenticated',
        reason: 'token-expired',
        routeKey: ROUTE,
        requestId: 'request-1',
        remedy: 'Call getToken() before each request: session tokens expire after 60 seconds.',
      },
    ]);
  });

  test('names the claim to add in Clerk if aud is missing', async () => {
    const { entries } = await answer(event(mint(sessionClaims({ aud: undefined }))));
    expect(entries).toMatchObject([
      { remedy: expect.stringMatching(/Customize session token.* For example: \{"aud":"api"\}\.$/) },
    ]);
  });

  test.each([
    ['Text', 'string'],
    ['JSON', 'object'],
  ])('is written for the log format %s of Lambda', async (format, type) => {
    const log = vi.spyOn(console, 'log').mockReturnValue();
    vi.stubEnv('AWS_LAMBDA_LOG_FORMAT', format);
    await newHandler(policy(), { log: writeLog }).handle(event());
    vi.unstubAllEnvs();
    const [[entry]] = log.mock.calls;
    log.mockRestore();
    expect(typeof entry).toBe(type);
    expect(JSON.stringify(entry)).toContain('session-token-missing');
  });

  test('contains nothing of the token', async () => {
    const secret = { metadata: { role: 'secret-role' }, sub: 'user_secret', iss: 'https://secret.example.com' };
    const tokens = [
      mint(sessionClaims(secret)),
      mint(sessionClaims(secret), HEADER, OTHER_KEY.privateKey),
      mint(sessionClaims({ ...secret, iss: sessionClaims().iss, aud: 'secret-aud' })),
      mint('secret'),
      'secret.secret.secret',
    ];
    for (const token of tokens) {
      const { response, entries } = await answer(event(token));
      expect(response.isAuthorized).toBe(false);
      const text = JSON.stringify([response, entries]);
      expect(text).not.toContain('secret');
      for (const part of token.split('.')) expect(text).not.toContain(part);
    }
  });
});
