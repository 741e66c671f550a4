import { Refusal } from '../../../lambda/shared/refusal';

/** What it returns, or `undefined` if it refuses. An error of any other kind is a finding. */
export function unlessRefused<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
