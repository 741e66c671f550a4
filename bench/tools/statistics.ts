export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Returns the median of the ratios of each round. A slow phase of the machine affects both sides of a ratio alike. */
export function medianRatio(values: number[], base: number[]): number {
  return median(values.map((value, round) => value / base[round]));
}
