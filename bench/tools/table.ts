import Table from 'cli-table3';

export type Cell = string | number;

/** Formats a table. The first column is aligned left, all others are aligned right. */
export function table(head: string[], rows: Cell[][]): string {
  const colAligns = head.map((_, column): 'left' | 'right' => (column === 0 ? 'left' : 'right'));
  const chars = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' }; // no lines between rows
  const table = new Table({ head, colAligns, chars, style: { head: [], border: [] } });
  table.push(...rows);
  return table.toString();
}

export function times(ratio: number): string {
  return `${ratio.toFixed(2)}×`;
}
