import { isObject, type JsonObject } from '../lambda/shared/json';

/**
 * Returns the claims as a JWT authorizer passes them on: every value is a text, in the notation of Go: `[a b]` for a list,
 * `map[key:value]` for an object. A claim that is null is left out.
 */
export function claimTexts(claims: JsonObject): Record<string, string> {
  const present = Object.entries(claims).filter(([, value]) => value !== null);
  return Object.fromEntries(present.map(([name, value]) => [name, textOf(value)]));
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(' ')}]`;
  if (!isObject(value)) return value === null ? '<nil>' : String(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `map[${members.map(([name, member]) => `${name}:${textOf(member)}`).join(' ')}]`;
}
