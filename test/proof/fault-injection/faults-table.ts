import type { Outcome } from './simulation';

/** A row for each phase: what callers see, for how long, the longest wait, and how often Clerk was asked. */
export function rowsOf({ scenario, phases }: Outcome): string[] {
  return phases.map(({ answer, from, wait, attempts }, index) => {
    const duration = spell(from, phases[index + 1]?.from, scenario.lasts[1]);
    return [answer, index === 0 && phases.length === 1 ? 'all the time' : duration, `${wait} s`, attempts].join(' | ');
  });
}

/** The first column names everything that has the same rows. */
export function table(head: string[], outcomes: Iterable<readonly [string, string[]]>): string {
  const names = new Map<string, string[]>();
  for (const [name, rows] of outcomes) {
    const text = rows.join(' |\n| | ');
    names.set(text, [...(names.get(text) ?? []), name]);
  }
  const rows = [...names].map(([rows, group]) => `| ${group.join('; ')} | ${rows} |`);
  return [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...rows, ''].join('\n');
}

function spell(from: number, to: number | undefined, end: number): string {
  if (to === undefined) return 'from then on';
  if (to === end) return 'until it is over';
  return to < end ? minutes(to - from) : `until ${minutes(to - end)} after it is over`;
}

function minutes(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 60), 'min'],
    [seconds % 60, 's'],
  ] as const;
  return parts.flatMap(([count, unit]) => (count > 0 ? `${count} ${unit}` : [])).join(' ');
}
