import type { Resources } from '../src/access/resources';

/** Returns the path of the construct that made a resource, or the logical id in a template of another tool. */
export function pathOf(resources: Resources, id: string): string {
  const path = resources.metadataOf(id, 'aws:cdk:path');
  return typeof path === 'string' ? path.replace(/(\/(Default|Resource))+$/, '') : id;
}

/** Returns the last part of that path, which tells resources of one API apart. */
export function shortNameOf(resources: Resources, id: string): string {
  return pathOf(resources, id).split('/').at(-1) ?? id;
}
