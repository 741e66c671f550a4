import type { PolicyValue } from '../../src/policy/policy-document';
import { has, isFiniteNumber, isObject, isStringArray, type JsonObject, own } from '../shared/json';
import { among, any, type Truth } from './truth';

/** What a path leads to: a value, nothing (`absent`), or no sense (a step through something that is no object). */
type Found = { readonly value: unknown } | 'absent' | 'malformed';

export function exists(claims: JsonObject, path: string[]): Truth {
  const found = lookUp(claims, path);
  if (found === 'absent') return false;
  // `null` is how Clerk writes a shortcode without a value: there and yet not there, so neither answer is safe.
  return found === 'malformed' || found.value === null ? undefined : true;
}

/** Equal to one of the values. A claim of another JSON type than all of them is malformed, not unequal. */
export function oneOf(claims: JsonObject, path: string[], values: PolicyValue[]): Truth {
  const value = valueAt(claims, path);
  return among(
    values as unknown[],
    value,
    values.some((candidate) => typeof candidate === typeof value),
  );
}

/** An array with the value in it; text is never searched. */
export function contains(claims: JsonObject, path: string[], value: PolicyValue): Truth {
  const list = valueAt(claims, path);
  if (!Array.isArray(list)) return undefined;
  return among(
    list,
    value,
    list.every((item) => typeof item === typeof value),
  );
}

export function compare(claims: JsonObject, path: string[], test: (number: number) => boolean): Truth {
  const value = valueAt(claims, path);
  return isFiniteNumber(value) ? test(value) : undefined;
}

/** OAuth access tokens carry `scope` (text), `scp` (a list), or both, as API Gateway's own JWT authorizer reads them. */
export function hasScope(claims: JsonObject, scope: string): Truth {
  const truths: Truth[] = [];
  const [text, list] = [own(claims, 'scope'), own(claims, 'scp')];
  if (text !== undefined) truths.push(among(typeof text === 'string' ? text.split(' ') : undefined, scope));
  if (list !== undefined) truths.push(among(isStringArray(list) ? list : undefined, scope));
  return truths.length > 0 ? any(truths) : undefined;
}

function valueAt(claims: JsonObject, path: string[]): unknown {
  const found = lookUp(claims, path);
  return typeof found === 'string' ? undefined : found.value;
}

function lookUp(claims: JsonObject, path: string[]): Found {
  let value: unknown = claims;
  for (const [depth, name] of path.entries()) {
    if (!isObject(value)) return 'malformed';
    // What would be inside of something that is not there, nobody can tell: it may only have to be set in Clerk.
    if (!has(value, name)) return depth === path.length - 1 ? 'absent' : 'malformed';
    value = value[name];
  }
  return { value };
}
