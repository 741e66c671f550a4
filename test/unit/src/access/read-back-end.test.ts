// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the syntax of Fn::Sub
import { describe, expect, test } from 'vitest';
import { FUNCTION, readHttpApi } from '../../support/read-http-api';

describe('where a route leads', () => {
  const integration = (properties: Record<string, unknown>) => ({
    I: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { ApiId: { Ref: 'Api' }, ...properties } },
    Fn: FUNCTION,
    Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Fn' } } },
    Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { 'Fn::GetAtt': ['Fn', 'Arn'] } } },
    Responder: { ...FUNCTION, Metadata: { 'cdk-clerk-authorizer:preflightResponder': true } },
  });
  const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:orders';
  const target = { RouteKey: 'GET /x', Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'I' }]] } };
  const backEnd = (properties: Record<string, unknown>) => readHttpApi([target], integration(properties)).routes[0];

  test.each([
    [{ 'Fn::GetAtt': ['Fn', 'Arn'] }],
    [{ 'Fn::GetAtt': 'Fn.Arn' }],
    [{ 'Fn::Sub': 'arn:${AWS::Partition}:apigateway:x:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations' }],
    [{ 'Fn::Sub': ['functions/${arn}/${!literal}', { arn: { 'Fn::GetAtt': ['Fn', 'Arn'] } }] }],
    [{ 'Fn::Sub': [{ Ref: 'Fn' }] }],
    [{ Ref: 'Live' }],
    [{ Ref: 'Version' }],
  ])('%j is the function', (IntegrationUri) => {
    expect(backEnd({ IntegrationType: 'AWS_PROXY', IntegrationUri }).backEnd).toBe('Fn');
  });

  test('an alias of a function elsewhere is the function', () => {
    const [whole, live] = [ARN, `arn:aws:apigateway:x:lambda:path/2015-03-31/functions/${ARN}:live/invocations`].map(
      (IntegrationUri) => backEnd({ IntegrationType: 'AWS_PROXY', IntegrationUri }).backEnd,
    );
    expect(whole).toBe(live);
    expect(whole).toContain('orders');
  });

  test('URLs and calls of services are told apart by what they are', () => {
    const call = { IntegrationType: 'AWS_PROXY', IntegrationSubtype: 'SQS-SendMessage' };
    const found = [
      { IntegrationType: 'HTTP_PROXY', IntegrationUri: 'https://a.example' },
      { IntegrationType: 'HTTP_PROXY', IntegrationUri: 'https://b.example' },
      { ...call, RequestParameters: { QueueUrl: 'a' } },
      { ...call, RequestParameters: { QueueUrl: 'b' } },
    ].map((properties) => backEnd(properties).backEnd);
    expect(new Set(found).size).toBe(4);
    expect(found).not.toContain(undefined);
  });

  test('what runs no code of the user is a fixed answer', () => {
    expect(backEnd({ IntegrationType: 'MOCK' })).toMatchObject({ isFixedAnswer: true });
    const responder = backEnd({ IntegrationType: 'AWS_PROXY', IntegrationUri: { 'Fn::GetAtt': ['Responder', 'Arn'] } });
    expect(responder).toMatchObject({ isFixedAnswer: true });
    expect(responder.backEnd).toBeUndefined();
  });

  test('the mapping of parameters is read, and makes no other back end of a URL', () => {
    const proxy = { IntegrationType: 'HTTP_PROXY', IntegrationUri: 'https://a.example' };
    const RequestParameters = { 'overwrite:header.x-user': '$context.authorizer.claims.sub' };
    const [plain, mapped] = [proxy, { ...proxy, RequestParameters }].map(backEnd);
    expect(mapped.backEnd).toBe(plain.backEnd);
    expect([plain.mapping, mapped.mapping]).toEqual([undefined, RequestParameters]);
    expect(mapped).not.toHaveProperty('overwrite:header.x-user');
  });

  test('an integration without a target has no back end', () => {
    expect(backEnd({ IntegrationType: 'HTTP_PROXY' }).backEnd).toBeUndefined();
  });

  test('without a visible target the back end is unknown', () => {
    const [route] = readHttpApi([{ RouteKey: 'GET /x', Target: 'integrations/abc' }]).routes;
    expect([route.backEnd, route.isFixedAnswer]).toEqual([undefined, undefined]);
  });
});
