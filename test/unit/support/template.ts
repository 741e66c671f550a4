import type { Resources } from '../../../src/access/resources';

interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly Metadata?: Record<string, unknown>;
}

/** The resources of one template, by logical id. */
export function resourcesOf(template: Record<string, Resource>): Resources {
  return {
    idsOf: (type) => Object.keys(template).filter((id) => template[id].Type === type),
    typeOf: (id) => template[id]?.Type,
    propertiesOf: (id) => template[id]?.Properties ?? {},
    metadataOf: (id, key) => template[id]?.Metadata?.[key],
  };
}
