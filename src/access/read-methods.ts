import { type Access, type ApiRoute, METHODS } from './api-route';
import { backEndOfMethod } from './back-end';
import { readAccess } from './read-access';
import { type Properties, type Resources, referenceTo } from './resources';

const RESOURCE = 'AWS::ApiGateway::Resource';

/** Reads the methods of a REST API, each with the path of its resource. Methods of an unknown resource are left out. */
export function readMethods(resources: Resources, methods: string[], root: unknown): ApiRoute[] {
  const paths = new Map<string, string | undefined>();
  const pathOf = (resource: unknown): string | undefined => {
    const id = referenceTo(resources, resource, RESOURCE);
    if (id === undefined) return isRoot(resources, resource, root) ? '/' : undefined;
    if (!paths.has(id)) {
      const { ParentId, PathPart } = resources.propertiesOf(id);
      const parent = pathOf(ParentId);
      paths.set(id, parent && `${parent === '/' ? '' : parent}/${PathPart}`);
    }
    return paths.get(id);
  };
  return methods.flatMap((id) => {
    const properties = resources.propertiesOf(id);
    const path = pathOf(properties.ResourceId);
    return path === undefined ? [] : readMethod(resources, id, path, properties);
  });
}

function isRoot(resources: Resources, resource: unknown, root: unknown): boolean {
  const isAttribute = referenceTo(resources, resource, 'AWS::ApiGateway::RestApi') !== undefined;
  return isAttribute || (root !== undefined && JSON.stringify(resource) === JSON.stringify(root));
}

function readMethod(resources: Resources, id: string, path: string, properties: Properties): ApiRoute {
  const method = String(properties.HttpMethod);
  const accessOf = (verb: string): Access => readAccess(resources, properties, `${verb} ${path}`);
  return {
    method,
    path,
    access: accessOf(method),
    accessByMethod: method === 'ANY' ? Object.fromEntries(METHODS.map((verb) => [verb, accessOf(verb)])) : undefined,
    ...backEndOfMethod(resources, properties),
    source: id,
  };
}
