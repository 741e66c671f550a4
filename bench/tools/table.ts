import Table from 'cli-table3';

export type Cell = string | number;

/** Numbers are set to the right, the first column to the left. */
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
