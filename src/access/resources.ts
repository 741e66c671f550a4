export type Properties = Readonly<Record<string, unknown>>;

/**
 * Resources as CloudFormation has them. An id is a logical id, or the path of a construct where several stacks are read
 * together; intrinsic functions name resources by the same ids.
 */
export interface Resources {
  idsOf(type: string): readonly string[];
  typeOf(id: string): string | undefined;
  propertiesOf(id: string): Properties;
  metadataOf(id: string, key: string): unknown;
}

/** Metadata of a route that this package made: `listed` or `derived`, see `ApiRoute.origin`. */
export const ROUTE_METADATA = 'cdk-clerk-authorizer:route';

/** Metadata of the function that answers preflights: no request that reaches it runs code of the user. */
export const RESPONDER_METADATA = 'cdk-clerk-authorizer:preflightResponder';

/** Returns the ids of the resources that a value refers to by `Ref`, `Fn::GetAtt` or `Fn::Sub`, in the order of the text. */
export function referencedIds(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencedIds);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, argument]) => {
    if (name === 'Ref') return String(argument);
    if (name === 'Fn::GetAtt') return Array.isArray(argument) ? String(argument[0]) : String(argument).split('.')[0];
    if (name === 'Fn::Sub') return substitutedIds(argument);
    return referencedIds(argument);
  });
}

/** Returns the first resource of one of the types that a value refers to. */
export function referenceTo(resources: Resources, value: unknown, ...types: string[]): string | undefined {
  return referencedIds(value).find((id) => types.includes(resources.typeOf(id) ?? ''));
}

/** Returns the ids in a `Fn::Sub`: `${Function.Arn}` names a resource, `${!Literal}` does not. */
function substitutedIds(argument: unknown): string[] {
  const [text, variables = {}] = Array.isArray(argument) ? argument : [argument];
  if (typeof text !== 'string') return referencedIds(argument);
  const names = [...text.matchAll(/\$\{([^!}][^}]*)}/g)].map(([, name]) => name);
  return names.flatMap((name) =>
    Object.hasOwn(variables, name) ? referencedIds(variables[name]) : name.split('.')[0],
  );
}
