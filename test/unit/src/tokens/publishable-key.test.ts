import { CfnParameter } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { checkPublishableKey } from '../../../../src/tokens/publishable-key';
import { newStack } from '../../support/stack';

test.each(['pk_live_Y2xlcmsuZXhhbXBsZS5jb20k', 'pk_live_YWNtZS5jbGVyay5leGFtcGxlJA==', undefined])(
  '%s passes',
  (key) => {
    expect(() => checkPublishableKey(key)).not.toThrow();
  },
);

test('a key that is known at deployment only passes', () => {
  expect(() => checkPublishableKey(new CfnParameter(newStack(), 'Key').valueAsString)).not.toThrow();
});

test.each([
  '',
  'clerk.example.com',
  'Y2xlcmsuZXhhbXBsZS5jb20k',
  'pk_Y2xlcmsuZXhhbXBsZS5jb20k',
  'pk_live_',
  ' pk_live_Y2xlcmsuZXhhbXBsZS5jb20k',
  'pk_live_Y2xlcmsuZXhhbXBsZS5jb20',
  'pk_live_aW52YWxpZGtleSQ=',
  'sk_live_Y2xlcmsuZXhhbXBsZS5jb20k',
  1 as never,
])('%j is refused', (key) => {
  expect(() => checkPublishableKey(key)).toThrow('[cdk-clerk-authorizer:PublishableKey.malformed]');
});
