/*
 * The size of each test run. The test command runs a small part of every test with a fixed seed, so that its result is
 * reproducible. `npm run prove` runs everything with a new seed, which its report names.
 */

const isFull = process.env.PROVE === 'full';

/** The seed of every random choice. `PROVE_SEED=<seed>` reproduces a failure. */
export const SEED = Number(process.env.PROVE_SEED ?? 20260101);

/** Returns `quick` in the test command and `full` in `npm run prove`. */
export function scale(quick: number, full: number): number {
  return isFull ? full : quick;
}
