import { expect, test } from 'vitest';
import { event, KEY, mint, newHandler, policy } from '../../support/handler';

const key = { ...KEY.jwk, kid: 'ins_1' };

/** What becomes of a good token when this is the JWKS. */
async function outcomeWith(text: string): Promise<unknown> {
  const { handle } = newHandler(policy({ keys: undefined }), { download: async () => text });
  const { isAuthorized, context } = await handle(event(mint()));
  return isAuthorized ? 'granted' : context.reason;
}

test.each([
  ['nothing', '', 'jwk-remote-invalid'],
  ['HTML', '<html></html>', 'jwk-remote-invalid'],
  ['null', 'null', 'jwk-remote-invalid'],
  ['a list', JSON.stringify([key]), 'jwk-remote-invalid'],
  ['an object without keys', '{}', 'jwk-remote-invalid'],
  ['keys that are no list', JSON.stringify({ keys: { 0: key, length: 1 } }), 'jwk-remote-invalid'],
  [
    'keys that are inherited',
    JSON.stringify({ x: 0 }).replace('"x":0', '"__proto__":{"keys":[]}'),
    'jwk-remote-invalid',
  ],
  ['21 keys', JSON.stringify({ keys: Array(21).fill(key) }), 'jwk-remote-invalid'],
  ['20 keys', JSON.stringify({ keys: Array(20).fill(key) }), 'granted'],
  ['no key', '{"keys":[]}', 'jwk-remote-missing'],
  ['lists and null for keys', JSON.stringify({ keys: [null, [key], key] }), 'granted'],
  ['an unknown member', JSON.stringify({ keys: [{ ...key, x: 1 }], y: 2 }), 'granted'],
])('a JWKS of %s', async (_, text, outcome) => {
  expect(await outcomeWith(text)).toBe(outcome);
});
