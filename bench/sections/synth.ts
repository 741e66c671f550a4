import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SynthForm, SynthJob, SynthResult } from '../children/synth';
import type { Setup } from '../setup';
import { runChild } from '../tools/child';
import { shippedPackage } from '../tools/shipped-package';
import { median } from '../tools/statistics';
import { table, times } from '../tools/table';

export const SYNTH_TITLES: Record<SynthForm, string> = {
  l1: 'L1, by hand',
  l2Unscoped: 'L2, one integration, scopePermissionToRoute: false',
  l2: 'L2, one integration',
  l2Each: 'L2, an integration for each route',
  ours: 'this package, native authorizer',
  oursAdded: 'this package, addRoutes for each route',
  oursAny: 'this package, every method of each path',
  oursRules: 'this package, a rule for each route',
  oursNested: 'this package, nested stacks of 100 routes',
};

/** CPU time in milliseconds of building and synthesizing one stack, by form; one value for each of `counts`. */
export interface Synth {
  readonly counts: number[];
  readonly milliseconds: Record<SynthForm, number[]>;
}

const FORMS = Object.keys(SYNTH_TITLES) as SynthForm[];

export async function measureSynth({ bundles, folder, node, quick }: Setup): Promise<Synth> {
  const counts = quick ? [1, 50] : [1, 10, 100, 300, 480, 1000];
  const outdir = join(folder, 'cdk.out');
  const run = async (form: SynthForm, count: number, preload: string[]): Promise<SynthResult> => {
    const job: SynthJob = { entry: shippedPackage(), form, count, outdir, preload };
    const options = { script: bundles.children.synth, folder, node, env: { CDK_VALIDATION: 'false' } };
    const result = await runChild<SynthResult>(job, options);
    rmSync(outdir, { recursive: true, force: true });
    return result;
  };
  const samples = counts.flatMap((count) => FORMS.map((form) => ({ form, count, milliseconds: [] as number[] })));
  const preloads = new Map<SynthForm, string[]>();
  for (const form of FORMS) preloads.set(form, (await run(form, counts[0], [])).peers);
  for (let round = 0; round < (quick ? 1 : 3); round++) {
    for (const { form, count, milliseconds } of samples) {
      milliseconds.push((await run(form, count, preloads.get(form) ?? [])).milliseconds);
    }
  }
  const ofForm = (form: SynthForm) =>
    samples.filter((sample) => sample.form === form).map(({ milliseconds }) => median(milliseconds));
  const entries = FORMS.map((form) => [form, ofForm(form)]);
  return { counts, milliseconds: Object.fromEntries(entries) };
}

export function showSynth({ counts, milliseconds }: Synth): string {
  const row = (form: SynthForm) =>
    milliseconds[form].map((value, index) => `${value.toFixed(0)} (${times(value / milliseconds.l1[index])})`);
  const rows = FORMS.map((form) => [SYNTH_TITLES[form], ...row(form)]);
  return table(['Build and synth, ms (÷ L1), by number of routes', ...counts.map(String)], rows);
}

/** The exponent of the growth between the two largest numbers of routes: 1 is linear. */
export function growthOf({ counts, milliseconds }: Synth, form: SynthForm): number {
  const [from, to] = counts.slice(-2);
  const [before, after] = milliseconds[form].slice(-2);
  return Math.log(after / before) / Math.log(to / from);
}
