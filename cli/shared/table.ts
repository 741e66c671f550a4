/** Narrower columns are hard to read; the table then is wider than the terminal. */
const MIN_WIDTH = 8;
const GAP = 2;

/**
 * Lays out rows in columns that fit into a width. The widest columns get narrower until they do, and their text wraps.
 *
 * @param style is called for every line of a cell, after it was padded
 */
export function table(
  rows: readonly (readonly string[])[],
  width: number,
  style: (text: string, row: number) => string = (text) => text,
): string {
  const widths = narrowed(columnWidths(rows), width);
  const lines = rows.flatMap((row, index) => {
    const cells = row.map((text, column) => wrap(text, widths[column]));
    const height = Math.max(1, ...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, line) => {
      const texts = cells.map((cell, column) => (cell[line] ?? '').padEnd(widths[column]));
      return style(texts.join(' '.repeat(GAP)).trimEnd(), index);
    });
  });
  return lines.join('\n');
}

/** Returns the width of the table if no text wraps. */
export function naturalWidth(rows: readonly (readonly string[])[]): number {
  return total(columnWidths(rows));
}

function columnWidths(rows: readonly (readonly string[])[]): number[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: count }, (_, column) => Math.max(0, ...rows.map((row) => (row[column] ?? '').length)));
}

function narrowed(natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  while (total(widths) > width && Math.max(...widths) > MIN_WIDTH) widths[widths.indexOf(Math.max(...widths))] -= 1;
  return widths;
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, it) => sum + it + GAP, -GAP);
}

/** Breaks a text at spaces and slashes, and inside of words that are too long. */
function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const part of text.split(/(?<=[ /])/)) {
    for (const word of chunks(part, width)) {
      const last = lines[lines.length - 1];
      if ((last + word).trimEnd().length > width) lines.push(word);
      else lines[lines.length - 1] = last + word;
    }
  }
  return lines.map((line) => line.trimEnd());
}

function chunks(word: string, width: number): string[] {
  if (word.trimEnd().length <= width) return [word];
  return word.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
}
