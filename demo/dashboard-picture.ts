import type { RefusalLine } from './refusals';

const WIDTH = 860;
const ROW = 22;
const BARS = 330;
const MAX_REASONS = 10;
const MAX_RULES = 8;

/** Draws what `ClerkAuthorizerDashboard` shows, with the numbers of a run of the demo: it is no screenshot of CloudWatch. */
export function dashboardPicture(requests: number, refusals: readonly RefusalLine[]): string {
  const reasons = counted(refusals.map(({ reason }) => reason)).slice(0, MAX_REASONS);
  const unmet = refusals.filter(({ unmetPart }) => unmetPart !== undefined);
  const rules = counted(unmet.map(describeRule)).slice(0, MAX_RULES);
  const tableTop = 130 + reasons.length * ROW;
  const height = tableTop + 60 + rules.length * ROW;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="system-ui, sans-serif" font-size="13">`,
    '<title>The dashboard, drawn with the numbers of a run of the demo</title>',
    `<rect width="${WIDTH}" height="${height}" rx="10" fill="#ffffff"/>`,
    text(
      20,
      30,
      'Drawn with the numbers of one run of `npm run demo`; the console of CloudWatch looks different.',
      '#5b6470',
    ),
    ...tile(20, 'Requests', String(requests)),
    ...tile(230, 'refused by the functions', String(refusals.length)),
    text(20, 116, 'Refusals by reason', '#1f2630', 'font-weight="600"'),
    ...reasons.flatMap(([reason, count], index) => bar(126 + index * ROW, reason, count, reasons[0]?.[1] ?? 1)),
    text(20, tableTop + 26, 'Refusals by a rule, and the part that was not met', '#1f2630', 'font-weight="600"'),
    ...rules.map(([rule, count], index) => text(20, tableTop + 50 + index * ROW, `${count}  ${rule}`, '#1f2630')),
    '</svg>\n',
  ].join('\n');
}

/** An authorizer of type TOKEN is told the method of a request only. */
function describeRule({ routeKey, httpMethod, unmetPart, unmetBecause }: RefusalLine): string {
  return `${routeKey ?? httpMethod} – ${unmetPart}: ${unmetBecause}`;
}

function counted(texts: string[]): [text: string, count: number][] {
  const counts = new Map<string, number>();
  for (const each of texts) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}

function tile(x: number, label: string, value: string): string[] {
  return [text(x, 76, value, '#1f2630', 'font-size="26" font-weight="600"'), text(x + 75, 76, label, '#5b6470')];
}

function bar(y: number, label: string, value: number, largest: number): string[] {
  const width = (value / largest) * (WIDTH - BARS - 80);
  return [
    text(20, y + 15, label, '#1f2630'),
    `<rect x="${BARS}" y="${y + 3}" width="${width.toFixed(1)}" height="${ROW - 8}" fill="#6c47ff"/>`,
    text(BARS + width + 8, y + 15, String(value), '#1f2630'),
  ];
}

function text(x: number, y: number, content: string, fill: string, more = ''): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x.toFixed(0)}" y="${y}" fill="${fill}" ${more}>${escaped}</text>`;
}
