/**
 * Three-valued logic. `undefined` means unknown: the claim is missing or malformed.
 * Only `true` grants access, and negation keeps `undefined`, so missing data never grants access (fails closed).
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

/** Whether `item` is in `list`. A list that is not `complete` cannot prove absence: the answer is then `undefined`. */
export function isMember<T>(item: T, list: readonly T[] | undefined, complete = true): Truth {
  return list?.includes(item) || (list && complete ? false : undefined);
}
