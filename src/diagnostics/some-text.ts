import { Token } from 'aws-cdk-lib';

/** Props are at most this many objects and lists deep: `routes`, a route, a list of the route. */
const MAX_DEPTH = 4;

/**
 * Whether a text in a value, or the name of a member, passes a test. Looks into lists and plain objects; constructs and other
 * class instances check their own values, and a list that is known at deployment has no text yet.
 */
export function someText(value: unknown, test: (text: string) => boolean, depth = MAX_DEPTH): boolean {
  if (typeof value === 'string') return test(value);
  if (depth === 0 || typeof value !== 'object' || value === null || Token.isUnresolved(value)) return false;
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return isPlain && Object.entries(value).some(([key, member]) => test(key) || someText(member, test, depth - 1));
}
