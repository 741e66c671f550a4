import type { Results } from './results';
import { table } from './tools/table';

/** An upper limit for a measurement. Exceeding it is reported but is no error: measurements vary between machines and runs. */
export interface Target {
  readonly title: string;
  readonly limit: number;
  readonly measured: number;
  readonly met: boolean;
}

export function compareWithTargets({ sizes, cold, warm, refusals, memory }: Results): Target[] {
  const costs = refusals.flatMap((cost) => (cost.isDueToSize ? [] : [cost.forbid, cost.throw]));
  const { plain, preloaded } = cold;
  const targets: [title: string, limit: number, measured: number][] = [
    ['cold start ÷ hand-written', 1.3, plain.ours / plain.handWritten],
    ['cold start ÷ hand-written, preloaded', 1.3, preloaded.ours / preloaded.handWritten],
    ["cold start ÷ article's handler", 0.5, plain.ours / plain.article],
    ["cold start ÷ article's handler, preloaded", 0.5, preloaded.ours / preloaded.article],
    ['warm decision ÷ bare crypto.verify, repeated token', 1.5, warm.repeated.toBare],
    ['warm decision ÷ bare crypto.verify, new token', 1.5, warm.candidates.ours.toBare],
    ['most expensive refusal ÷ valid token', 1.5, Math.max(...costs)],
    ['heap growth, keys from a PEM, MB', 5, memory.pem.heap],
    ['heap growth, keys from a JWKS, MB', 5, memory.jwks.heap],
    ['bundle, minified, bytes', 32 * 1024, sizes.ours.minified],
  ];
  return targets.map(([title, limit, measured]) => ({ title, limit, measured, met: measured <= limit }));
}

export function showTargets(targets: Target[]): string {
  const rows = targets.map(({ title, limit, measured, met }) => [
    title,
    `≤ ${limit}`,
    Number.isInteger(measured) ? measured : measured.toFixed(2),
    met ? 'met' : 'not met',
  ]);
  return table(['Target', 'limit', 'measured', ''], rows);
}
