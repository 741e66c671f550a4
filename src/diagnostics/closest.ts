/** Returns the candidate with the smallest edit distance to `text`, or undefined if there are none. */
export function closest(text: string, candidates: string[]): string | undefined {
  const distances = candidates.map((candidate) => distance(text, candidate));
  return candidates[distances.indexOf(Math.min(...distances))];
}

/** Returns the Levenshtein distance: the number of insertions, deletions and replacements. */
export function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, character] of [...from].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column++) {
      const replaced = row[column - 1] + (character === to[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[column] + 1, next[column - 1] + 1));
    }
    row = next;
  }
  return row[to.length];
}
