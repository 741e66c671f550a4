import type { Message } from './describe-finding';
import { API_TYPES } from './read-api';
import { type Resources, referenceTo } from './resources';

/** The types that map a domain name to an API, or choose one by rules, with the property that names the API. */
const MAPPINGS = [
  ['AWS::ApiGateway::BasePathMapping', 'RestApiId'],
  ['AWS::ApiGateway::BasePathMappingV2', 'RestApiId'],
  ['AWS::ApiGatewayV2::ApiMapping', 'ApiId'],
  ['AWS::ApiGatewayV2::RoutingRule', 'Actions'],
] as const;

/** Finds an API that has neither its `execute-api` endpoint nor a domain name, so that nobody can call it. */
export function findMissingEndpoint(resources: Resources, id: string): Message[] {
  if (resources.propertiesOf(id).DisableExecuteApiEndpoint !== true) return [];
  const isMapped = MAPPINGS.some(([type, property]) =>
    resources
      .idsOf(type)
      .some((it) => referenceTo(resources, resources.propertiesOf(it)[property], ...API_TYPES) === id),
  );
  if (isMapped) return [];
  const what = "'disableExecuteApiEndpoint' is set, and no domain name leads to the API, so nobody can call it";
  const fix =
    'give the API a domain name, remove disableExecuteApiEndpoint, or acknowledge this if another app maps a domain name';
  return [['Access.noEndpoint', { what, fix }]];
}
