import { CfnParameter, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { ClerkHttpJwtAuthorizer } from '../../../../src';
import { acceptedAudience } from '../../../../src/tokens/audience';
import { CLERK } from '../../support/stack';

const check = (audience: string[]) => new ClerkHttpJwtAuthorizer('Clerk', { ...CLERK, audience });

describe('audience', () => {
  test.each([
    ['empty', []],
    ['emptyEntry', ['']],
    ['emptyEntry', ['a', ' ']],
    ['emptyEntry', [undefined as unknown as string]],
    ['whitespace', ['a ']],
    ['wildcard', ['*']],
    ['tooMany', Array.from({ length: 51 }, (_, index) => `a${index}`)],
    ['notAList', 'ClerkJwtAuthorizer' as unknown as string[]],
    ['notAList', undefined as unknown as string[]],
  ])('fails with Audience.%s: %j', (slug, audience) => {
    expect(() => check(audience)).toThrow(`[cdk-clerk-authorizer:Audience.${slug}]`);
  });

  test('accepts an unresolved token and an unresolved list', () => {
    const stack = new Stack();
    const one = new CfnParameter(stack, 'One').valueAsString;
    const many = new CfnParameter(stack, 'Many', { type: 'CommaDelimitedList' }).valueAsList;
    expect(() => check([one])).not.toThrow();
    expect(() => check(many)).not.toThrow();
  });
});

test.each([
  ['https://mcp.example.com', ['https://mcp.example.com', 'https://mcp.example.com/']],
  ['https://mcp.example.com/', ['https://mcp.example.com/', 'https://mcp.example.com']],
  ['https://mcp.example.com/mcp', ['https://mcp.example.com/mcp']],
  ['api', ['api']],
  ['mch_1', ['mch_1']],
])('authorizers accept %s in the spellings %j', (entry, expected) => {
  expect(acceptedAudience([entry])).toEqual(expected);
  expect(acceptedAudience([entry, ...expected])).toEqual(expected);
});
