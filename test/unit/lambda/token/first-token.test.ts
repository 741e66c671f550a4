import { afterEach, beforeEach, expect, test, vi } from 'vitest';

// Each test loads the code again, like the start of a function, so that no header was read before.
beforeEach(() => {
  vi.resetModules();
});
afterEach(() => {
  vi.resetModules();
});

test('the header of the first token is read', async () => {
  const { headerOf } = await import('../../../../lambda/token/jws');
  const text = Buffer.from('{"alg":"RS256","kid":"ins_1"}').toString('base64url');
  expect(headerOf(`${text}.payload.signature`)).toEqual({ text, header: { alg: 'RS256', kid: 'ins_1' }, kid: 'ins_1' });
});
