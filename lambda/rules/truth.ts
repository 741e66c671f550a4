/**
 * Three-valued truth. `undefined` is "cannot be told": the claim is missing or malformed.
 * Only `true` grants, and negation leaves `undefined` as it is, so that what is missing never opens a door.
 */
export type Truth = boolean | undefined;

export function all(truths: Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

export function any(truths: Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(undefined) ? undefined : false;
}

export function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

/** Membership in a list of which only `complete` ones prove that something is missing from them. */
export function among<T>(list: readonly T[] | undefined, item: T, complete = true): Truth {
  return list?.includes(item) || (list && complete ? false : undefined);
}
