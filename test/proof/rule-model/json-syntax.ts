/*
 * JSON as somebody wrote it: members in their order and as often as they come, numbers with their digits. The model of the rules
 * reads this and the function reads the text, so that no trap of JavaScript's objects and numbers is shared between the two.
 */

export type Written =
  | { readonly type: 'null' }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'number'; readonly digits: string }
  | { readonly type: 'list'; readonly items: Written[] }
  | WrittenObject;

export interface WrittenObject {
  readonly type: 'object';
  readonly members: (readonly [name: string, value: Written])[];
}

export function textOf(json: Written): string {
  switch (json.type) {
    case 'null':
      return 'null';
    case 'number':
      return json.digits;
    case 'list':
      return `[${json.items.map(textOf).join()}]`;
    case 'object':
      return `{${json.members.map(([name, value]) => `${JSON.stringify(name)}:${textOf(value)}`).join()}}`;
    default:
      return JSON.stringify(json.value);
  }
}

/** The member of that name; of several, JSON's readers take the last. */
export function memberOf(json: Written | undefined, name: string): Written | undefined {
  return json?.type === 'object' ? json.members.filter((member) => member[0] === name).at(-1)?.[1] : undefined;
}
