import { Refusal } from '../../../lambda/shared/refusal';

/** Returns the result, or `undefined` if the function refuses. Rethrows any other error, which is a finding of the fuzzer. */
export function ignoreRefusal<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
