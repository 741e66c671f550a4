import { CANDIDATE_NAMES, CANDIDATES, type CandidateName } from '../candidates';
import type { Timings } from '../children/interleave';
import type { WarmJob } from '../children/warm';
import type { Setup } from '../setup';
import { runChild } from '../tools/child';
import { median, medianRatio } from '../tools/statistics';
import { table, times } from '../tools/table';
import { environmentOf } from '../workload/environment';
import { httpApiEvent, restApiEvent } from '../workload/events';
import { validTokens } from '../workload/tokens';

export interface Warm {
  readonly bare: number;
  /** This package with a token that it has verified just before. */
  readonly repeated: WarmCandidate;
  readonly candidates: Record<CandidateName, WarmCandidate>;
}

/** The name among the timings for this package with the same token in each call. */
const REPEATED = 'repeated';

interface WarmCandidate {
  readonly microseconds: number;
  readonly toBare: number;
  readonly toHandWritten: number;
}

export async function measureWarm({ bundles, clerk, folder, quick, node }: Setup): Promise<Warm> {
  // More tokens than the function caches, so that each one has been evicted when it is used again.
  const tokens = await validTokens(clerk, 500);
  const candidates = CANDIDATE_NAMES.map((name) => ({
    name,
    bundle: bundles.candidates[name],
    events: tokens.map(name === 'article' ? restApiEvent : httpApiEvent),
  }));
  const again = { ...candidates[CANDIDATE_NAMES.indexOf('ours')], name: REPEATED, repeats: true as const };
  const effort = { rounds: quick ? 7 : 61, decisions: 400, warmUp: 5000 };
  const job: WarmJob = { candidates: [...candidates, again], tokens, pem: clerk.key.pem, ...effort };
  const timings = await runChild<Timings>(job, {
    script: bundles.children.warm,
    folder,
    node,
    env: environmentOf(clerk),
  });

  const of = (name: string): WarmCandidate => ({
    microseconds: median(timings[name]),
    toBare: medianRatio(timings[name], timings.bare),
    toHandWritten: medianRatio(timings[name], timings.handWritten),
  });
  const results = CANDIDATE_NAMES.map((name): [CandidateName, WarmCandidate] => [name, of(name)]);
  const byName = Object.fromEntries(results) as Warm['candidates'];
  return { bare: median(timings.bare), repeated: of(REPEATED), candidates: byName };
}

export function showWarm({ bare, repeated, candidates }: Warm): string {
  const bareRow = ['bare crypto.verify', bare.toFixed(1), times(1), times(bare / candidates.handWritten.microseconds)];
  const row = (title: string, { microseconds, toBare, toHandWritten }: WarmCandidate) => {
    return [title, microseconds.toFixed(1), times(toBare), times(toHandWritten)];
  };
  const rows = CANDIDATE_NAMES.map((name) => row(CANDIDATES[name], candidates[name]));
  rows.push(row(`${CANDIDATES.ours}, the same token again`, repeated));
  return table(['Warm decision', 'µs', '÷ bare verify', '÷ hand-written'], [bareRow, ...rows]);
}
