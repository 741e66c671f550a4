import { CANDIDATE_NAMES, CANDIDATES, type CandidateName } from '../candidates';
import type { ColdJob, ColdResult } from '../children/cold';
import type { Setup } from '../setup';
import { runChild } from '../tools/child';
import { median } from '../tools/statistics';
import { table, times } from '../tools/table';
import { environmentOf } from '../workload/environment';
import { httpApiEvent, restApiEvent } from '../workload/events';
import { validTokens } from '../workload/tokens';

/** Lambda's runtime client has loaded `http` before the function starts. AWS does not document whether it loads `crypto`. */
const PRELOADS = { plain: [], preloaded: ['http', 'crypto'] };

export type Preload = keyof typeof PRELOADS;

/** Cold start in milliseconds, less that of an empty bundle. */
export type Cold = Record<Preload, Record<CandidateName, number>>;

const ALL = [...CANDIDATE_NAMES, 'empty'] as const;

export async function measureCold({ bundles, clerk, folder, quick }: Setup): Promise<Cold> {
  const [token] = await validTokens(clerk, 1);
  const options = { script: bundles.children.cold, folder, env: environmentOf(clerk) };
  const runs = (Object.keys(PRELOADS) as Preload[]).flatMap((preload) => ALL.map((name) => ({ preload, name })));
  const samples = new Map(runs.map((run) => [run, [] as number[]]));

  for (let round = 0; round < (quick ? 7 : 61); round++) {
    for (let turn = 0; turn < runs.length; turn++) {
      const run = runs[(round + turn) % runs.length];
      const event = run.name === 'article' ? restApiEvent(token) : httpApiEvent(token);
      const job: ColdJob = { bundle: bundles.candidates[run.name], event, preload: PRELOADS[run.preload] };
      samples.get(run)?.push((await runChild<ColdResult>(job, options)).milliseconds);
    }
  }

  const medianOf = (preload: Preload, name: CandidateName | 'empty') => {
    const run = runs.find((candidate) => candidate.preload === preload && candidate.name === name);
    return median(run ? (samples.get(run) ?? []) : []);
  };
  const extra = (preload: Preload) => {
    const extras = CANDIDATE_NAMES.map((name) => [name, medianOf(preload, name) - medianOf(preload, 'empty')]);
    return Object.fromEntries(extras) as Record<CandidateName, number>;
  };
  return { plain: extra('plain'), preloaded: extra('preloaded') };
}

export function showCold({ plain, preloaded }: Cold): string {
  return [show('Cold start', plain), show('Cold start, http and crypto preloaded', preloaded)].join('\n');
}

function show(title: string, extra: Record<CandidateName, number>): string {
  const rows = CANDIDATE_NAMES.map((name) => [
    CANDIDATES[name],
    extra[name].toFixed(2),
    times(extra[name] / extra.handWritten),
    times(extra[name] / extra.article),
  ]);
  return table([title, 'extra ms', '÷ hand-written', '÷ article'], rows);
}
