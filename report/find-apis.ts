import type { ApiReference } from '../src/access/read-api';
import { referencedIds, referenceTo } from '../src/access/resources';
import type { LinkedTemplates } from './linked-templates';
import { pathOf } from './names';

/** An API with the name that people know it by. */
export interface NamedReference extends ApiReference {
  readonly name: string;
}

const TYPES = {
  http: { api: 'AWS::ApiGatewayV2::Api', route: 'AWS::ApiGatewayV2::Route', property: 'ApiId' },
  rest: { api: 'AWS::ApiGateway::RestApi', route: 'AWS::ApiGateway::Method', property: 'RestApiId' },
} as const;

/** Finds the APIs that the templates define, and those that exist elsewhere and get routes here. */
export function findApis(resources: LinkedTemplates): NamedReference[] {
  return (['http', 'rest'] as const).flatMap((family) => {
    const { api, route, property } = TYPES[family];
    const own = resources
      .idsOf(api)
      .map((id) => ({ kind: kindOf(resources, id), id: { Ref: id }, name: pathOf(resources, id) }));
    const imported = new Map<string, NamedReference>();
    for (const routeId of resources.idsOf(route)) {
      const id = resources.propertiesOf(routeId)[property];
      if (referenceTo(resources, id, api) !== undefined) continue;
      const key = JSON.stringify(id);
      const kind = family === 'rest' ? 'rest' : isHttpRoute(resources, routeId) ? 'http' : 'websocket';
      if (imported.get(key)?.kind !== 'http') imported.set(key, { kind, id, name: referencedIds(id)[0] ?? String(id) });
    }
    return [...own, ...imported.values()];
  });
}

function kindOf(resources: LinkedTemplates, id: string): ApiReference['kind'] {
  if (resources.typeOf(id) === TYPES.rest.api) return 'rest';
  return resources.propertiesOf(id).ProtocolType === 'WEBSOCKET' ? 'websocket' : 'http';
}

/** Only routes of HTTP APIs have a method and a path in their key. */
function isHttpRoute(resources: LinkedTemplates, id: string): boolean {
  return /^[A-Z]+ \//.test(String(resources.propertiesOf(id).RouteKey));
}
