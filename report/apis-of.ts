import { readApi } from '../src/access/read-api';
import { referencedIds } from '../src/access/resources';
import { findApis, type NamedReference } from './find-apis';
import { findHiddenRoutes, type HiddenRoutes } from './hidden-routes';
import type { LinkedTemplates } from './linked-templates';

/** Finds the APIs of which some of the templates have a part: the API itself, or a route of it. */
export function apisOf(resources: LinkedTemplates, names: readonly string[]): NamedReference[] {
  return findApis(resources).filter((reference) => {
    const sources = readApi(resources, reference).routes.map(({ source }) => source);
    return [...referencedIds(reference.id), ...sources].some((id) => isIn(resources, names, id));
  });
}

/** Finds what may have routes that are not in some of the templates. */
export function hiddenIn(resources: LinkedTemplates, names: readonly string[]): HiddenRoutes[] {
  return findHiddenRoutes(resources).filter(({ source }) => isIn(resources, names, source));
}

function isIn(resources: LinkedTemplates, names: readonly string[], id: string): boolean {
  const name = resources.templateOf(id);
  return name !== undefined && names.includes(name);
}
