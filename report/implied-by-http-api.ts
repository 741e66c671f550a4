import type { Properties } from '../src/access/resources';
import { authorizerOf, type Entry, entry, typeOf, unread } from './implied-entry';
import { type OpenApi, readOpenApi } from './open-api';
import type { TemplateResource } from './template';

/** Returns an HTTP or WebSocket API with the routes that it implies. */
export function impliedByHttpApi(id: string, api: TemplateResource): Entry[] {
  const { Body, ...rest } = api.Properties ?? {};
  const openApi = readOpenApi(Body);
  if (!openApi) return [[id, api]];
  const CorsConfiguration = rest.CorsConfiguration ?? openApi.cors;
  return [
    [id, { ...api, Properties: { ...rest, CorsConfiguration, ...unread(openApi, Body) } }],
    ...authorizers(id, openApi),
    ...openApi.operations.flatMap(({ method, path, integration, security }) => {
      const key = /^\/?\$default$/.test(path) ? '$default' : `${method} ${path}`;
      const backEnd = { IntegrationType: typeOf(integration), IntegrationUri: integration.uri };
      return route(id, key, backEnd, { ...security, ...authorizerOf(id, security) });
    }),
  ];
}

function authorizers(id: string, openApi: OpenApi): Entry[] {
  return Object.entries(openApi.authorizers).map(([Name, { jwtConfiguration, authorizerUri, identitySource }]) => {
    const { issuer: Issuer, audience: Audience } = (jwtConfiguration ?? {}) as Properties;
    return entry(`${id} ${Name}`, 'AWS::ApiGatewayV2::Authorizer', {
      ApiId: { Ref: id },
      Name,
      AuthorizerUri: authorizerUri,
      IdentitySource: identitySource === undefined ? undefined : [identitySource].flat(),
      JwtConfiguration: { Issuer, Audience },
    });
  });
}

function route(id: string, key: string, backEnd: Properties, security: Properties): Entry[] {
  const integration = `${id} ${key} integration`;
  return [
    entry(`${id} ${key}`, 'AWS::ApiGatewayV2::Route', {
      ApiId: { Ref: id },
      RouteKey: key,
      Target: { 'Fn::Join': ['/', ['integrations', { Ref: integration }]] },
      ...security,
    }),
    entry(integration, 'AWS::ApiGatewayV2::Integration', { ApiId: { Ref: id }, ...backEnd }),
  ];
}
