import { authorizerOf, type Entry, entry, typeOf, unread } from './implied-entry';
import { type Operation, readOpenApi } from './open-api';
import type { TemplateResource } from './template';

/** Returns a REST API with the methods that it implies. */
export function impliedByRestApi(id: string, api: TemplateResource): Entry[] {
  const { Body, ...rest } = api.Properties ?? {};
  const openApi = readOpenApi(Body);
  if (!openApi) return [[id, api]];
  const authorizers = Object.entries(openApi.authorizers).map(([Name, { authorizerUri }]) =>
    entry(`${id} ${Name}`, 'AWS::ApiGateway::Authorizer', {
      RestApiId: { Ref: id },
      Name,
      AuthorizerUri: authorizerUri,
    }),
  );
  return [
    [id, { ...api, Properties: { ...rest, ...unread(openApi, Body) } }],
    ...authorizers,
    ...openApi.operations.flatMap((operation) => method(id, operation)),
  ];
}

/** Returns a method, and the resources of its path: one for each segment. */
function method(id: string, { method, path, integration, security }: Operation): Entry[] {
  const root = { 'Fn::GetAtt': [id, 'RootResourceId'] };
  const segments = path.split('/').filter((segment) => segment !== '');
  const prefixes = segments.map((_, index) => `${id} /${segments.slice(0, index + 1).join('/')}`);
  const resources = prefixes.map((prefix, index) =>
    entry(prefix, 'AWS::ApiGateway::Resource', {
      RestApiId: { Ref: id },
      PathPart: segments[index],
      ParentId: index === 0 ? root : { Ref: prefixes[index - 1] },
    }),
  );
  const last = prefixes.at(-1);
  const { uri: Uri, requestTemplates: RequestTemplates } = integration;
  return [
    ...resources,
    entry(`${id} ${method} ${path}`, 'AWS::ApiGateway::Method', {
      RestApiId: { Ref: id },
      ResourceId: last === undefined ? root : { Ref: last },
      HttpMethod: method,
      Integration: { Type: typeOf(integration), Uri, RequestTemplates },
      ...security,
      ...authorizerOf(id, security),
    }),
  ];
}
