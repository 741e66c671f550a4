import type { Properties } from '../src/access/resources';
import type { OpenApi } from './open-api';
import type { TemplateResource } from './template';

/** A resource with its id. The id of an implied one begins with that of its API, such as `Api GET /orders`. */
export type Entry = readonly [id: string, resource: TemplateResource];

/** The types of integration that matter for access, by their names in OpenAPI. */
const INTEGRATION_TYPES: Record<string, string> = { mock: 'MOCK', aws: 'AWS' };

export function entry(id: string, Type: string, Properties: Properties): Entry {
  return [id, { Type, Properties }];
}

export function typeOf({ type }: Properties): string {
  return INTEGRATION_TYPES[String(type).toLowerCase()] ?? 'AWS_PROXY';
}

/** Refers to the authorizer that a security scheme has become. */
export function authorizerOf(apiId: string, { AuthorizerId }: Properties): Properties {
  return AuthorizerId === undefined ? {} : { AuthorizerId: { Ref: `${apiId} ${AuthorizerId}` } };
}

/** Keeps a definition of which only a part could be read, so that the API counts as one with hidden routes. */
export function unread({ isPartial }: OpenApi, Body: unknown): Properties {
  return isPartial ? { Body } : {};
}
