import type { NodeResults, Results } from './results';
import type { RefusalCost } from './sections/refusals';
import { growthOf, SYNTH_TITLES } from './sections/synth';
import { table } from './tools/table';

/** An upper limit for a measurement. Exceeding it is reported but is no error: measurements vary between machines and runs. */
export interface Target {
  readonly title: string;
  readonly limit: number;
  readonly measured: number;
  readonly met: boolean;
}

type Measured = [title: string, limit: number, measured: number];

export function compareWithTargets(results: Results): Target[] {
  const targets = [...ofPackage(results), ...results.nodes.flatMap(ofNode)];
  return targets.map(([title, limit, measured]) => ({ title, limit, measured, met: measured <= limit }));
}

function ofPackage({ sizes, import: milliseconds, synth }: Results): Measured[] {
  const targets: Measured[] = [];
  if (synth) {
    const { counts, milliseconds: of } = synth;
    for (const [index, count] of counts.entries()) {
      if (count >= 300) targets.push([`build and synth ÷ L1, ${count} routes`, 1.2, of.ours[index] / of.l1[index]]);
    }
    for (const form of ['ours', 'oursAdded', 'oursAny', 'oursRules', 'oursNested'] as const) {
      targets.push([`exponent of the growth with routes, ${SYNTH_TITLES[form]}`, 1.1, growthOf(synth, form)]);
    }
  }
  if (milliseconds !== undefined) targets.push(['import, ms', 15, milliseconds]);
  if (sizes) targets.push(['bundle, minified, bytes', 32 * 1024, sizes.ours.minified]);
  return targets;
}

function ofNode({ node, cold, warm, refusals, memory }: NodeResults): Measured[] {
  const targets: Measured[] = [];
  if (cold) {
    const { plain, preloaded } = cold;
    targets.push(['cold start ÷ hand-written', 1.2, plain.ours / plain.handWritten]);
    targets.push(['cold start ÷ hand-written, preloaded', 1.8, preloaded.ours / preloaded.handWritten]);
    targets.push(['cold start with 300 rules ÷ with 5 routes, preloaded', 1.2, preloaded.large / preloaded.ours]);
  }
  if (warm) {
    const { ours, handWritten, ...libraries } = warm.candidates;
    targets.push(['new token ÷ hand-written', 1.15, ours.toHandWritten]);
    const fastest = Math.min(...Object.values(libraries).map(({ toBare }) => toBare));
    targets.push(['new token ÷ the fastest library', 1, ours.toBare / fastest]);
  }
  if (refusals) {
    const ratios = ({ forbid, throw: thrown }: RefusalCost) => [forbid, thrown];
    const unmet = refusals.filter(({ title }) => title === 'rule not met');
    targets.push(['rule not met, new tokens ÷ valid token', 1.2, Math.max(...unmet.flatMap(ratios))]);
    const judged = refusals.filter(({ isDueToSize }) => !isDueToSize);
    targets.push(['most expensive refusal ÷ valid token', 1.3, Math.max(...judged.flatMap(ratios))]);
  }
  if (memory) {
    targets.push(['heap growth, keys from a PEM, MB', 5, memory.pem.heap]);
    targets.push(['heap growth, keys from a JWKS, MB', 5, memory.jwks.heap]);
  }
  return targets.map(([title, limit, measured]) => [`${title}, Node ${node}`, limit, measured]);
}

export const TARGET_COLUMNS = ['Target', 'today', 'to reach', 'met'];

export function targetRows(targets: Target[]): string[][] {
  return targets.map(({ title, limit, measured, met }) => [
    title,
    Number.isInteger(measured) ? String(measured) : measured.toFixed(2),
    `≤ ${limit}`,
    met ? 'yes' : 'no',
  ]);
}

export function showTargets(targets: Target[]): string {
  return table(TARGET_COLUMNS, targetRows(targets));
}
