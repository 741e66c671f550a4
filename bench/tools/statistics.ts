export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median of the rounds' own ratios: what slows the machine down for a while slows down both sides of a round. */
export function medianRatio(values: number[], base: number[]): number {
  return median(values.map((value, round) => value / base[round]));
}
