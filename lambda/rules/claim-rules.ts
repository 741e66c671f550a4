import type { PolicyValue } from '../../src/policy/policy-document';
import { has, isFiniteNumber, isObject, isStringArray, type JsonObject, own } from '../shared/json';
import { any, isMember, type Truth } from './truth';

/**
 * The result of following a path. It is empty if a step leads into something that is not an object (malformed claims).
 */
interface Found {
  readonly value?: unknown;
  /** Whether the path leads to an object that lacks the last member. */
  readonly isAbsent?: boolean;
}

export function exists(claims: JsonObject, path: string[]): Truth {
  const { value, isAbsent } = lookUp(claims, path);
  if (isAbsent) return false;
  // Clerk writes `null` for a shortcode without a value. The claim then neither exists nor is absent.
  return value === undefined || value === null ? undefined : true;
}

/**
 * Whether the claim equals one of the values. A claim of another JSON type than all of them is malformed, not unequal.
 */
export function oneOf(claims: JsonObject, path: string[], values: PolicyValue[]): Truth {
  const { value } = lookUp(claims, path);
  const isOfType = values.some((candidate) => typeof candidate === typeof value);
  return isMember<unknown>(value, values, isOfType);
}

/** Whether the claim is an array with the value in it. Strings are never searched. */
export function contains(claims: JsonObject, path: string[], value: PolicyValue): Truth {
  const { value: list } = lookUp(claims, path);
  if (!Array.isArray(list)) return undefined;
  const isOfType = list.every((item) => typeof item === typeof value);
  return isMember(value, list, isOfType);
}

export function compare(claims: JsonObject, path: string[], test: (number: number) => boolean): Truth {
  const { value } = lookUp(claims, path);
  return isFiniteNumber(value) ? test(value) : undefined;
}

/**
 * Reads `scope` (a string) and `scp` (a list), as API Gateway's JWT authorizer does, and `scopes` (either) of M2M tokens. A
 * token may have several of them.
 */
export function hasScope(claims: JsonObject, scope: string): Truth {
  const truths: Truth[] = [];
  const [text, list, either] = [own(claims, 'scope'), own(claims, 'scp'), own(claims, 'scopes')];
  if (text !== undefined) truths.push(isMember(scope, typeof text === 'string' ? text.split(' ') : undefined));
  if (list !== undefined) truths.push(isMember(scope, isStringArray(list) ? list : undefined));
  if (either !== undefined) {
    const scopes = typeof either === 'string' ? either.split(' ') : either;
    truths.push(isMember(scope, isStringArray(scopes) ? scopes : undefined));
  }
  return truths.length > 0 ? any(truths) : undefined;
}

function lookUp(claims: JsonObject, path: string[]): Found {
  let value: unknown = claims;
  for (const [depth, name] of path.entries()) {
    if (!isObject(value)) return {};
    // A missing parent proves nothing about its members: the claim may not be configured in Clerk.
    if (!has(value, name)) return { isAbsent: depth === path.length - 1 };
    value = value[name];
  }
  return { value };
}
