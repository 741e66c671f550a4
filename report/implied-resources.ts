import { impliedByHttpApi } from './implied-by-http-api';
import { impliedByRestApi } from './implied-by-rest-api';
import type { TemplateResource } from './template';

type Resources = Readonly<Record<string, TemplateResource>>;

/**
 * Adds the routes that API resources imply: those of an OpenAPI document in the template, and the route of a quick create.
 * They become resources as they would be written one by one, so that all routes are read in one way.
 */
export function withImpliedResources(resources: Resources): Resources {
  const all = Object.entries(resources).flatMap(([id, resource]) => {
    if (resource?.Type === 'AWS::ApiGatewayV2::Api') return impliedByHttpApi(id, resource);
    if (resource?.Type === 'AWS::ApiGateway::RestApi') return impliedByRestApi(id, resource);
    return [[id, resource] as const];
  });
  return Object.fromEntries(all);
}
