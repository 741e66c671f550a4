import type { Api, ApiAuthorizer, ApiKind, ApiRoute } from './api-route';
import { backEndOfIntegration } from './back-end';
import { readAccess } from './read-access';
import { readDirectAccess } from './read-direct-access';
import { readMethods } from './read-methods';
import { type Properties, type Resources, ROUTE_METADATA, referenceTo } from './resources';

export interface ApiReference {
  readonly kind: ApiKind;
  /** The value by which routes refer to the API: an intrinsic function, or the id of an imported API. */
  readonly id: unknown;
  /** REST: the value by which resources refer to the root. Default: the attribute of the API. */
  readonly root?: unknown;
}

export const API_TYPES = ['AWS::ApiGatewayV2::Api', 'AWS::ApiGateway::RestApi'];

/** Reads the routes of one API from rendered resources. */
export function readApi(resources: Resources, reference: ApiReference): Api {
  const { kind, id } = reference;
  const isRest = kind === 'rest';
  const belongs = membership(resources, id, isRest ? 'RestApiId' : 'ApiId');
  const authorizers = belongs(isRest ? 'AWS::ApiGateway::Authorizer' : 'AWS::ApiGatewayV2::Authorizer');
  const ids = belongs(isRest ? 'AWS::ApiGateway::Method' : 'AWS::ApiGatewayV2::Route');
  const routes = isRest
    ? readMethods(resources, ids, reference.root)
    : ids.flatMap((route) => readRoute(resources, route));
  const apiId = referenceTo(resources, id, ...API_TYPES);
  const isImported = apiId === undefined || routes.length < ids.length;
  const hasOpenApi = apiId !== undefined && hasDefinition(resources.propertiesOf(apiId));
  return {
    kind,
    routes: apiId === undefined ? routes : [...routes, ...readQuickCreate(resources, apiId)],
    authorizers: authorizers.map((authorizer) => readAuthorizer(resources, authorizer)),
    integrations: belongs('AWS::ApiGatewayV2::Integration').length,
    directAccess: readDirectAccess(resources),
    hidden: [...(isImported ? (['imported'] as const) : []), ...(hasOpenApi ? (['openApi'] as const) : [])],
  };
}

/** Returns a function for the resources of a type that belong to the API. */
function membership(resources: Resources, id: unknown, property: string): (type: string) => string[] {
  // The id of an API is its `Ref` or an attribute: whatever refers to the resource means the API.
  const keyOf = (value: unknown) => referenceTo(resources, value, ...API_TYPES) ?? JSON.stringify(value);
  const key = keyOf(id);
  return (type) => resources.idsOf(type).filter((it) => keyOf(resources.propertiesOf(it)[property]) === key);
}

/** A route whose key is known at deployment only is left out, because it is not known which requests it takes. */
function readRoute(resources: Resources, id: string): ApiRoute[] {
  const properties = resources.propertiesOf(id);
  const { RouteKey: key } = properties;
  if (typeof key !== 'string') return [];
  const integration = referenceTo(resources, properties.Target, 'AWS::ApiGatewayV2::Integration');
  const { AuthorizationScopes: scopes } = properties;
  const route = {
    ...methodAndPath(key),
    access: readAccess(resources, properties, key),
    ...(integration && backEndOfIntegration(resources, resources.propertiesOf(integration))),
    origin: resources.metadataOf(id, ROUTE_METADATA) as ApiRoute['origin'],
    scopes: Array.isArray(scopes) ? scopes.length : undefined,
    source: id,
  };
  return [route];
}

/**
 * Returns the route without an authorizer that API Gateway adds to an HTTP API with a `Target`: its "quick create".
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop.html
 */
function readQuickCreate(resources: Resources, id: string): ApiRoute[] {
  const { Target, RouteKey = '$default' } = resources.propertiesOf(id);
  if (Target === undefined) return [];
  const backEnd = backEndOfIntegration(resources, { IntegrationUri: Target });
  return [{ ...methodAndPath(String(RouteKey)), access: { kind: 'open' }, ...backEnd, source: id }];
}

function methodAndPath(key: string): Pick<ApiRoute, 'method' | 'path'> {
  const [method, path] = /^[A-Z]+ \//.test(key) ? key.split(' ', 2) : ['', key];
  return { method, path };
}

function readAuthorizer(resources: Resources, id: string): ApiAuthorizer {
  const { JwtConfiguration } = resources.propertiesOf(id);
  const { Audience } = (JwtConfiguration ?? {}) as Properties;
  return { id, audiences: Array.isArray(Audience) ? Audience.length : 0 };
}

/** Whether the routes of the API come from an OpenAPI definition, which is not read. */
function hasDefinition(api: Properties): boolean {
  return api.Body !== undefined || api.BodyS3Location !== undefined;
}
