import { describe, expect, test } from 'vitest';
import { deployedValues } from '../../../explain/deployed-values';
import { resolveValue } from '../../../explain/resolve-value';

const DECLARED = {
  Url: { Type: 'String', Default: 'https://clerk.example.com' },
  Origins: { Type: 'CommaDelimitedList', Default: 'a,b' },
  Key: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/clerk/key' },
};

function resolve(value: unknown, given = {}): unknown {
  return resolveValue(value, deployedValues(given, DECLARED));
}

describe('intrinsic functions', () => {
  test.each<[string, unknown, unknown]>([
    ['a text', 'api', 'api'],
    ['the default of a parameter', { Ref: 'Url' }, 'https://clerk.example.com'],
    ['a pseudo parameter', { Ref: 'AWS::Partition' }, 'aws'],
    ['a list', { Ref: 'Origins' }, ['a', 'b']],
    ['Fn::Join', { 'Fn::Join': ['-', ['x', { Ref: 'Url' }]] }, 'x-https://clerk.example.com'],
    ['Fn::Join of a list', { 'Fn::Join': ['+', { Ref: 'Origins' }] }, 'a+b'],
    ['Fn::Split', { 'Fn::Split': ['.', 'a.b'] }, ['a', 'b']],
    ['Fn::Select', { 'Fn::Select': ['1', { Ref: 'Origins' }] }, 'b'],
    ['Fn::Sub', { 'Fn::Sub': '${Url}/x ${!Literal}' }, 'https://clerk.example.com/x ${Literal}'],
    [
      'Fn::Sub with variables',
      { 'Fn::Sub': ['${x}-${Url}', { x: { Ref: 'AWS::Partition' } }] },
      'aws-https://clerk.example.com',
    ],
    ['an object', { a: [{ Ref: 'Url' }], b: 1 }, { a: ['https://clerk.example.com'], b: 1 }],
    ['an object that begins like a function', { Ref: 'x', b: 1 }, { Ref: 'x', b: 1 }],
  ])('%s', (_, value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });
});

describe('values that are known at deployment only', () => {
  test.each<[string, unknown, string]>([
    ['a parameter of SSM', { Ref: 'Key' }, 'Key'],
    ['an attribute', { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }, 'Api.ApiEndpoint'],
    ['an attribute in one text', { 'Fn::GetAtt': 'Api.ApiEndpoint' }, 'Api.ApiEndpoint'],
    ['an attribute in Fn::Sub', { 'Fn::Sub': '${Api.ApiEndpoint}' }, 'Api.ApiEndpoint'],
    ['an import', { 'Fn::ImportValue': 'Shared:Url' }, 'Shared:Url'],
    ['a dynamic reference', '{{resolve:ssm:/clerk/url}}', 'resolve:ssm:/clerk/url'],
    ['another function', { 'Fn::FindInMap': ['a', 'b', 'c'] }, 'Fn::FindInMap'],
  ])('%s is asked for by name, and can be given', (_, value, name) => {
    expect(() => resolve(value)).toThrow(
      `The value of ${name} is known at deployment only: pass it as the parameter ${name}.`,
    );
    expect(resolve(value, { [name]: 'given' })).toBe('given');
  });

  test('a given value replaces a default', () => {
    expect(resolve({ Ref: 'Url' }, { Url: 'https://other.example.com' })).toBe('https://other.example.com');
    expect(resolve({ Ref: 'Origins' }, { Origins: 'x,y' })).toEqual(['x', 'y']);
  });
});
