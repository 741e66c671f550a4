/** Returns what a function returns, or undefined if it throws. For the log, which must not fail on what was refused. */
export function orUndefined<T>(produce: () => T): T | undefined {
  try {
    return produce();
  } catch {
    return undefined;
  }
}
