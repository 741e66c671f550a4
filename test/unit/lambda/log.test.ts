import { afterEach, describe, expect, test, vi } from 'vitest';
import { createHandler } from '../../../lambda/handler';
import { createLogger, writeLog } from '../../../lambda/log';
import {
  answer,
  event,
  HEADER,
  KEY,
  mint,
  NOW,
  newHandler,
  OTHER_KEY,
  policy,
  sessionClaims,
} from '../support/handler';

const time = { timestamp: '2026-01-01T00:00:00.000Z' };

afterEach(() => {
  vi.restoreAllMocks();
});

test('a line is written as JSON to the standard output', () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const logger = createLogger(writeLog, () => 0, {});
  logger.write('WARN', () => [{ reason: 'token-invalid' }, {}, { none: undefined }, { sub: 'a\nb' }]);
  const start = '{"timestamp":"1970-01-01T00:00:00.000Z","level":"WARN"';
  expect(write.mock.calls).toEqual([[`${start},"reason":"token-invalid","sub":"a\\nb"}\n`]]);
});

test('every line has the time of its own', () => {
  let now = 0;
  const lines: string[] = [];
  const logger = createLogger(
    (line) => lines.push(line),
    () => now,
    {},
  );
  const times = ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.007Z', '2025-12-31T23:59:59.999Z'];
  for (const time of times) {
    now = Date.parse(time);
    logger.write('INFO', () => []);
  }
  expect(lines.map((line) => JSON.parse(line).timestamp)).toEqual(times);
});

test('every line begins with the time, the level and the function', async () => {
  const { handle, lines } = newHandler(policy(), { environment: { AWS_LAMBDA_FUNCTION_NAME: 'authorizer' } });
  await handle(event());
  expect(Object.entries(lines[0]).slice(0, 3)).toEqual([
    ['timestamp', '2026-01-01T00:00:00.000Z'],
    ['level', 'WARN'],
    ['functionName', 'authorizer'],
  ]);
});

describe('a log that cannot be written', () => {
  const broken = () => {
    throw new Error('no space left on device');
  };

  test('does not change a decision', async () => {
    const { handle } = newHandler(policy(), { log: broken, environment: { AWS_LAMBDA_LOG_LEVEL: 'DEBUG' } });
    expect(await handle(event(mint()))).toMatchObject({ isAuthorized: true });
    expect(await handle(event())).toMatchObject({ isAuthorized: false });
  });

  test('does not keep a function with an invalid policy from starting', async () => {
    const dependencies = { now: () => NOW * 1000, download: broken, log: broken, environment: {} };
    expect(await createHandler('{', dependencies)(event())).toMatchObject({ isAuthorized: false });
  });

  test('is no reason to throw for fields that cannot be made', () => {
    const { write } = createLogger(() => {}, Date.now, {});
    expect(() => write('INFO', broken)).not.toThrow();
  });
});

describe('the level DEBUG', () => {
  test.each(['DEBUG', 'TRACE'])('logs grants if Lambda keeps lines of the level %s', async (threshold) => {
    const { handle, lines } = newHandler(policy(), { environment: { AWS_LAMBDA_LOG_LEVEL: threshold } });
    await handle(event(mint()));
    expect(lines).toMatchObject([{ level: 'DEBUG', decision: 'grant', tokenKind: 'session', sub: 'user_1' }]);
    expect(lines[0]).not.toHaveProperty('reason');
  });

  test.each(['INFO', undefined])('is not written if Lambda keeps lines of the level %s', async (threshold) => {
    const { handle, lines } = newHandler(policy(), { environment: { AWS_LAMBDA_LOG_LEVEL: threshold } });
    await handle(event(mint()));
    expect(lines).toEqual([]);
  });
});

describe('a fetch of the keys', () => {
  const jwksUrl = 'https://sensible-skunk-49.clerk.accounts.dev/.well-known/jwks.json';
  const fetching = (download: () => Promise<string>) => newHandler(policy({ keys: undefined }), { download });
  const jwks = async () => JSON.stringify({ keys: [{ ...KEY.jwk, kid: 'ins_1' }] });

  test('is logged once', async () => {
    const { handle, lines } = fetching(jwks);
    await handle(event(mint()));
    await handle(event(mint(sessionClaims({ sub: 'user_2' }))));
    expect(lines).toEqual([{ ...time, level: 'INFO', jwksUrl, keyFetch: 'succeeded', durationMs: 0 }]);
  });

  test('that failed is logged with its reason, its error and its remedy', async () => {
    const { handle, lines } = fetching(() => Promise.reject(new Error('status 503')));
    await handle(event(mint()));
    expect(lines).toMatchObject([
      {
        level: 'ERROR',
        keyFetch: 'failed',
        reason: 'jwk-remote-failed-to-load',
        detail: 'Error: status 503',
        remedy: expect.stringContaining('in a VPC it needs a route to the internet'),
      },
      { decision: 'deny', reason: 'jwk-remote-failed-to-load' },
    ]);
  });

  test('that got another document is logged with its reason', async () => {
    const { handle, lines } = fetching(async () => 'not JSON');
    await handle(event(mint()));
    expect(lines[0]).toMatchObject({ keyFetch: 'failed', reason: 'jwk-remote-invalid' });
  });
});

test('the log contains nothing of the token but the ids of Clerk', async () => {
  const secret = { metadata: { role: 'secret-role' }, sub: 'user_secret!', iss: 'https://secret.example.com' };
  const tokens = [
    mint(sessionClaims(secret)),
    mint(sessionClaims(secret), HEADER, OTHER_KEY.privateKey),
    mint(sessionClaims({ ...secret, iss: sessionClaims().iss, aud: 'secret-aud' })),
    mint(sessionClaims({ ...secret, iss: sessionClaims().iss, o: { id: 'secret', rol: 'secret' }, sts: 'pending' })),
    mint(sessionClaims(secret), { ...HEADER, kid: 'https://secret.example.com' }),
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
