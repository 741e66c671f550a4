/*
 * A syntax tree of JSON that keeps duplicate members, their order and the digits of numbers. The model reads the tree and the
 * function parses the text, so that the two do not share the peculiarities of JavaScript's objects and numbers.
 */

export type Json =
  | { readonly type: 'null' }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'number'; readonly digits: string }
  | { readonly type: 'list'; readonly items: Json[] }
  | JsonObject;

export interface JsonObject {
  readonly type: 'object';
  readonly members: (readonly [name: string, value: Json])[];
}

export function stringify(json: Json): string {
  switch (json.type) {
    case 'null':
      return 'null';
    case 'number':
      return json.digits;
    case 'list':
      return `[${json.items.map(stringify).join()}]`;
    case 'object':
      return `{${json.members.map(([name, value]) => `${JSON.stringify(name)}:${stringify(value)}`).join()}}`;
    default:
      return JSON.stringify(json.value);
  }
}

/** Returns the member with this name. Like JSON parsers, it takes the last of duplicate members. */
export function memberOf(json: Json | undefined, name: string): Json | undefined {
  return json?.type === 'object' ? json.members.filter((member) => member[0] === name).at(-1)?.[1] : undefined;
}
