/*
 * How much is tried. The test command keeps a quick form of every proof, with a seed that never changes, so that it passes today
 * if it passed yesterday; `npm run prove` runs all of it, with a seed of its own that its report names.
 */

const isFull = process.env.PROVE === 'full';

/** Of every random choice. A failure is repeated with `PROVE_SEED=<seed>`. */
export const SEED = Number(process.env.PROVE_SEED ?? 20260101);

/** `quick` in the test command, `full` in `npm run prove`. */
export function scale(quick: number, full: number): number {
  return isFull ? full : quick;
}
