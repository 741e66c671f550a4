/** Tells whether a value has the type of a prop. A text that is known at deployment only is a string for CDK, too. */
export type HasType = (value: unknown) => boolean;

export const isText: HasType = (value) => typeof value === 'string';

export const isFlag: HasType = (value) => typeof value === 'boolean';

export const isList: HasType = (value) => Array.isArray(value);

/** An object of options or a construct, as opposed to a text, a number, a list or a `Map`. */
export const isObject: HasType = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map);

/** Accepts a construct with this attribute, whether it was created here or imported. */
export function has(attribute: string): HasType {
  return (value) => isObject(value) && attribute in (value as object);
}

export const isDuration: HasType = has('toSeconds');

/** Accepts a member of an enum. */
export function isOneOf(members: Readonly<Record<string, string>>): HasType {
  return (value) => Object.values(members).includes(value as string);
}

export function isListOf(hasType: HasType): HasType {
  return (value) => Array.isArray(value) && value.every(hasType);
}
