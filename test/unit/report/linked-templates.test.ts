// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the syntax of Fn::Sub
import { describe, expect, test } from 'vitest';
import { LinkedTemplates } from '../../../report/linked-templates';
import type { NamedTemplate } from '../../../report/template';

const ROUTE = 'AWS::ApiGatewayV2::Route';

/** The properties of a resource of the template `Child`, which belongs to a nested stack of `Parent`. */
function childProperties(Properties: Record<string, unknown>): unknown {
  const parent: NamedTemplate = {
    name: 'Parent',
    template: {
      Resources: {
        Api: { Type: 'AWS::ApiGatewayV2::Api' },
        Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { ApiId: { Ref: 'Api' } } } },
      },
      Outputs: { Exported: { Value: { 'Fn::GetAtt': 'Api.ApiEndpoint' }, Export: { Name: 'endpoint' } } },
    },
    nested: { Nested: 'Child' },
  };
  const child = { name: 'Child', template: { Resources: { Route: { Type: ROUTE, Properties } } } };
  return new LinkedTemplates([parent, child]).propertiesOf('Child/Route');
}

describe('references of a nested stack', () => {
  test.each<[string, unknown, unknown]>([
    ['a resource of its own', { Ref: 'Route' }, { Ref: 'Child/Route' }],
    ['a parameter', { Ref: 'ApiId' }, { Ref: 'Parent/Api' }],
    ['a parameter that nobody sets', { Ref: 'Other' }, { Ref: 'Child/Other' }],
    ['a pseudo parameter', { Ref: 'AWS::Region' }, { Ref: 'AWS::Region' }],
    ['an attribute', { 'Fn::GetAtt': ['Route', 'A.B'] }, { 'Fn::GetAtt': ['Child/Route', 'A.B'] }],
    ['an attribute as text', { 'Fn::GetAtt': 'Route.A.B' }, { 'Fn::GetAtt': ['Child/Route', 'A.B'] }],
    ['an export', { 'Fn::ImportValue': 'endpoint' }, { 'Fn::GetAtt': ['Parent/Api', 'ApiEndpoint'] }],
    ['an unknown export', { 'Fn::ImportValue': 'other' }, { 'Fn::ImportValue': 'other' }],
    [
      'inside of a list',
      { 'Fn::Join': ['', ['x', { Ref: 'ApiId' }]] },
      { 'Fn::Join': ['', ['x', { Ref: 'Parent/Api' }]] },
    ],
    ['beside another member', { Ref: 'ApiId', x: 1 }, { Ref: 'ApiId', x: 1 }],
    [
      'a text with names',
      { 'Fn::Sub': '${ApiId} ${Route.Arn} ${!Literal}' },
      {
        'Fn::Sub': [
          '${ApiId} ${Route.Arn} ${!Literal}',
          { ApiId: { Ref: 'Parent/Api' }, 'Route.Arn': { 'Fn::GetAtt': ['Child/Route', 'Arn'] } },
        ],
      },
    ],
    [
      'a text with values of its own',
      { 'Fn::Sub': ['${Api}', { Api: { Ref: 'ApiId' } }] },
      { 'Fn::Sub': ['${Api}', { Api: { Ref: 'Parent/Api' } }] },
    ],
  ])('%s', (_, value, expected) => {
    expect(childProperties({ value })).toEqual({ value: expected });
  });
});

test('an output of a nested stack is the value that it stands for', () => {
  const parent: NamedTemplate = {
    name: 'Parent',
    template: {
      Resources: {
        Nested: { Type: 'AWS::CloudFormation::Stack' },
        Route: { Type: ROUTE, Properties: { ApiId: { 'Fn::GetAtt': ['Nested', 'Outputs.Id'] } } },
      },
    },
    nested: { Nested: 'Child' },
  };
  const child = {
    name: 'Child',
    template: { Resources: { Api: { Type: 'AWS::ApiGatewayV2::Api' } }, Outputs: { Id: { Value: { Ref: 'Api' } } } },
  };
  const templates = new LinkedTemplates([parent, child]);
  expect(templates.propertiesOf('Parent/Route')).toEqual({ ApiId: { Ref: 'Child/Api' } });
  expect(templates.isLinkedStack('Parent/Nested')).toBe(true);
});

test('a list that a nested stack gets as text is split, as CloudFormation does', () => {
  const parent: NamedTemplate = {
    name: 'Parent',
    template: {
      Resources: {
        Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { One: 'a,b', Two: ['c'] } } },
      },
    },
    nested: { Nested: 'Child' },
  };
  const Parameters = { One: { Type: 'CommaDelimitedList' }, Two: { Type: 'CommaDelimitedList' } };
  const Properties = { lists: [{ Ref: 'One' }, { Ref: 'Two' }] };
  const child = { name: 'Child', template: { Parameters, Resources: { Route: { Type: ROUTE, Properties } } } };
  expect(new LinkedTemplates([parent, child]).propertiesOf('Child/Route')).toEqual({
    lists: [{ 'Fn::Split': [',', 'a,b'] }, ['c']],
  });
});

test('a circle of references is refused in one sentence', () => {
  const parent: NamedTemplate = {
    name: 'A',
    template: {
      Resources: { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { P: { Ref: 'P' } } } } },
    },
    nested: { Nested: 'A' },
  };
  expect(() => new LinkedTemplates([parent]).propertiesOf('A/Nested')).toThrow('refers to itself in a circle');
});

test('metadata is linked too, since it contains the policies of authorizers', () => {
  const Metadata = { policy: { issuer: { Ref: 'Issuer' } } };
  const template = { Resources: { F: { Type: 'AWS::Lambda::Function', Metadata } } };
  expect(new LinkedTemplates([{ name: 'A', template }]).metadataOf('A/F', 'policy')).toEqual({
    issuer: { Ref: 'A/Issuer' },
  });
});

test('the only template keeps its ids', () => {
  const template = { Resources: { R: { Type: ROUTE, Properties: { ApiId: { Ref: 'Api' } } } } };
  expect(new LinkedTemplates([{ name: '', template }]).propertiesOf('R')).toEqual({ ApiId: { Ref: 'Api' } });
});

test('a resource that is not there has no properties and no metadata', () => {
  const templates = new LinkedTemplates([{ name: '', template: { Resources: {} } }]);
  expect(templates.propertiesOf('R')).toEqual({});
  expect(templates.metadataOf('R', 'policy')).toBeUndefined();
});
