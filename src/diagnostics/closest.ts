/** The text that takes the fewest changes of a character to become; nothing if there is none to choose from. */
export function closest(text: string, candidates: string[]): string | undefined {
  const distances = candidates.map((candidate) => distance(text, candidate));
  return candidates[distances.indexOf(Math.min(...distances))];
}

/** Levenshtein's: insertions, deletions and replacements. */
function distance(from: string, to: string): number {
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
