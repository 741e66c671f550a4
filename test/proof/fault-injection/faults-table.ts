import type { Outcome } from './simulation';

/** Returns a row for each phase: the result, its duration, the longest delay and the number of downloads. */
export function rowsOf({ scenario, phases }: Outcome): string[] {
  return phases.map(({ answer, from, delay, downloads }, index) => {
    const duration = durationOf(from, phases[index + 1]?.from, scenario.period[1]);
    return [answer, index === 0 && phases.length === 1 ? 'the whole time' : duration, `${delay} s`, downloads].join(
      ' | ',
    );
  });
}

/** Returns a table in which scenarios with the same rows are merged. Their names are in the first column. */
export function table(head: string[], outcomes: Iterable<readonly [string, string[]]>): string {
  const names = new Map<string, string[]>();
  for (const [name, rows] of outcomes) {
    const text = rows.join(' |\n| | ');
    names.set(text, [...(names.get(text) ?? []), name]);
  }
  const rows = [...names].map(([rows, group]) => `| ${group.join('; ')} | ${rows} |`);
  return [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...rows, ''].join('\n');
}

function durationOf(from: number, to: number | undefined, end: number): string {
  if (to === undefined) return 'afterwards';
  if (to === end) return 'until the end';
  return to < end ? minutes(to - from) : `until ${minutes(to - end)} after the end`;
}

function minutes(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 60), 'min'],
    [seconds % 60, 's'],
  ] as const;
  return parts.flatMap(([count, unit]) => (count > 0 ? `${count} ${unit}` : [])).join(' ');
}
