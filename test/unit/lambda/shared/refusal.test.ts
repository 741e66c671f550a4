import { expect, test } from 'vitest';
import { Refusal, refuse, unsupported } from '../../../../lambda/shared/refusal';

test('a refusal carries its reason', () => {
  expect(() => refuse('token-expired')).toThrow(expect.objectContaining({ reason: 'token-expired' }));
  expect(() => unsupported()).toThrow(expect.objectContaining({ reason: 'event-unsupported' }));
});

test('a refusal is not an Error, whose stack trace would be expensive', () => {
  expect(new Refusal('token-expired')).not.toBeInstanceOf(Error);
});
