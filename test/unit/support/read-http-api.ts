// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the syntax of Fn::Sub
import type { Api } from '../../../src/access/api-route';
import { readApi } from '../../../src/access/read-api';
import { resourcesOf } from './template';

export const ISSUER = 'https://sensible-skunk-49.clerk.accounts.dev';
/** An HTTP API. */
export const HTTP = { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } };
export const RULE = { op: 'hasRole', role: 'org:admin' };
/** The policy document of the authorizer function `Guard`. */
export const POLICY = {
  issuer: ISSUER,
  routes: { 'GET /admin': RULE, 'PUT /admin': { as: 'GET /admin' }, 'GET /feed': 'optional' },
};
export const FUNCTION = { Type: 'AWS::Lambda::Function' };
const AUTHORIZERS = {
  Jwt: {
    Type: 'AWS::ApiGatewayV2::Authorizer',
    Properties: {
      ApiId: { Ref: 'Api' },
      AuthorizerType: 'JWT',
      JwtConfiguration: { Issuer: ISSUER, Audience: ['a', 'b'] },
    },
  },
  Custom: {
    Type: 'AWS::ApiGatewayV2::Authorizer',
    Properties: {
      ApiId: { Ref: 'Api' },
      AuthorizerType: 'REQUEST',
      AuthorizerUri: { 'Fn::Sub': 'arn:x/${Guard.Arn}/invocations' },
    },
  },
  Guard: { ...FUNCTION, Metadata: { 'cdk-clerk-authorizer:policy': POLICY } },
};

/** Reads an HTTP API with these routes, an authorizer of each kind, and further resources. */
export function readHttpApi(routes: Record<string, unknown>[], more: Parameters<typeof resourcesOf>[0] = {}): Api {
  const entries = routes.map((properties, index) => [
    `Route${index}`,
    { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: { Ref: 'Api' }, ...properties } },
  ]);
  return readApi(resourcesOf({ Api: HTTP, ...AUTHORIZERS, ...Object.fromEntries(entries), ...more }), {
    kind: 'http',
    id: { Ref: 'Api' },
  });
}
