import type { Timings } from '../children/interleave';
import type { RefusalsJob } from '../children/refusals';
import type { Setup } from '../setup';
import { runChild } from '../tools/child';
import { medianRatio } from '../tools/statistics';
import { table, times } from '../tools/table';
import { environmentOf } from '../workload/environment';
import { httpApiEvent } from '../workload/events';
import { refusedRequests } from '../workload/refusals';
import { validTokens } from '../workload/tokens';

/** The CPU time of a refusal, as a ratio to that of a valid token. */
export interface RefusalCost {
  readonly title: string;
  readonly reason: string;
  /** The ratio of a refusal by `isAuthorized: false`. */
  readonly forbid: number;
  /** The ratio of a refusal by an error. */
  readonly throw: number;
  readonly isDueToSize: boolean;
}

/** The number of tokens of each kind: more than the function caches, so that each one is new to it. */
const POOL = 250;

export async function measureRefusals({ bundles, clerk, folder, quick, node }: Setup): Promise<RefusalCost[]> {
  const refused = await refusedRequests(clerk, POOL);
  const valid = await validTokens(clerk, POOL);
  const job: RefusalsJob = {
    bundle: bundles.candidates.ours,
    environments: { forbid: environmentOf(clerk), throw: environmentOf(clerk, { unauthenticated: 'throw' }) },
    valid: valid.map(httpApiEvent),
    refused,
    rounds: quick ? 7 : 41,
    decisions: 250,
    warmUp: 1000,
  };
  const timings = await runChild<Timings>(job, { script: bundles.children.refusals, folder, node });
  return refused.map(({ title, reason, isDueToSize }) => ({
    title,
    reason,
    isDueToSize,
    forbid: medianRatio(timings[`forbid ${title}`], timings.valid),
    throw: medianRatio(timings[`throw ${title}`], timings.valid),
  }));
}

export function showRefusals(costs: RefusalCost[]): string {
  const rows = costs.map((cost) => [
    cost.isDueToSize ? `${cost.title} *` : cost.title,
    cost.reason,
    times(cost.forbid),
    times(cost.throw),
  ]);
  const note = '* no target applies: parsing that much JSON costs the same for a valid token';
  const costTable = table(['Refusal, ÷ one valid token', 'reason', 'isAuthorized: false', 'thrown'], rows);
  return `${costTable}\n${note}`;
}
