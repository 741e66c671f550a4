import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { POLICY_FILE, POLICY_VARIABLE } from '../../src/policy/policy-document';
import { CANDIDATE_NAMES, CANDIDATES, type CandidateName } from '../candidates';
import type { ColdJob, ColdResult } from '../children/cold';
import type { Setup } from '../setup';
import { runChild } from '../tools/child';
import { median } from '../tools/statistics';
import { table, times } from '../tools/table';
import { environmentOf, largePolicyOf } from '../workload/environment';
import { httpApiEvent, restApiEvent } from '../workload/events';
import { validTokens } from '../workload/tokens';

/** Lambda's runtime client has loaded `http` before the function starts. AWS does not document whether it loads `crypto`. */
const PRELOADS = { plain: [], preloaded: ['http', 'crypto'] };

export type Preload = keyof typeof PRELOADS;

/** Cold start in milliseconds, less that of an empty bundle. */
export type Cold = Record<Preload, Record<ColdName, number>>;

type ColdName = CandidateName | 'large';

/** The routes of the large policy, each with a rule of its own: as many as API Gateway allows in one API. */
const LARGE = 300;

const NAMES: ColdName[] = [...CANDIDATE_NAMES, 'large'];
const ALL = [...NAMES, 'empty'] as const;

export async function measureCold({ bundles, clerk, folder, quick, node }: Setup): Promise<Cold> {
  const [token] = await validTokens(clerk, 1);
  const env = environmentOf(clerk);
  const options = { script: bundles.children.cold, folder, node };
  const large = join(folder, 'large');
  mkdirSync(large, { recursive: true });
  copyFileSync(bundles.candidates.ours, join(large, 'index.js'));
  writeFileSync(join(large, POLICY_FILE), JSON.stringify(largePolicyOf(clerk, LARGE)));
  const { [POLICY_VARIABLE]: _, ...envOfLarge } = env;
  const files = { ...bundles.candidates, large: join(large, 'index.js') };
  const runs = (Object.keys(PRELOADS) as Preload[]).flatMap((preload) => ALL.map((name) => ({ preload, name })));
  const samples = new Map(runs.map((run) => [run, [] as number[]]));

  for (let round = 0; round < (quick ? 7 : 31); round++) {
    for (let turn = 0; turn < runs.length; turn++) {
      const run = runs[(round + turn) % runs.length];
      const event = run.name === 'article' ? restApiEvent(token) : httpApiEvent(token);
      const job: ColdJob = { bundle: files[run.name], event, preload: PRELOADS[run.preload] };
      const jobEnv = run.name === 'large' ? envOfLarge : env;
      samples.get(run)?.push((await runChild<ColdResult>(job, { ...options, env: jobEnv })).milliseconds);
    }
  }

  const medianOf = (preload: Preload, name: (typeof ALL)[number]) => {
    const run = runs.find((candidate) => candidate.preload === preload && candidate.name === name);
    return median(run ? (samples.get(run) ?? []) : []);
  };
  const extra = (preload: Preload) => {
    const extras = NAMES.map((name) => [name, medianOf(preload, name) - medianOf(preload, 'empty')]);
    return Object.fromEntries(extras) as Record<ColdName, number>;
  };
  return { plain: extra('plain'), preloaded: extra('preloaded') };
}

export function showCold({ plain, preloaded }: Cold): string {
  return [show('Cold start', plain), show('Cold start, http and crypto preloaded', preloaded)].join('\n');
}

function show(title: string, extra: Record<ColdName, number>): string {
  const rows = NAMES.map((name) => [
    name === 'large' ? `${CANDIDATES.ours}, ${LARGE} rules` : CANDIDATES[name],
    extra[name].toFixed(2),
    times(extra[name] / extra.handWritten),
    times(extra[name] / extra.article),
  ]);
  return table([title, 'extra ms', '÷ hand-written', '÷ article'], rows);
}
