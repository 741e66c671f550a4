import type { Timings } from '../children/interleave';
import type { RefusalsJob } from '../children/refusals';
import type { Setup } from '../setup';
import { runChild } from '../tools/child';
import { medianRatio } from '../tools/statistics';
import { table, times } from '../tools/table';
import { environmentOf } from '../workload/environment';
import { httpApiEvent } from '../workload/events';
import { badRequests } from '../workload/refusals';
import { goodTokens } from '../workload/tokens';

/** What a refusal costs, as a ratio to one good token. */
export interface RefusalCost {
  readonly title: string;
  readonly reason: string;
  readonly forbid: number;
  readonly throw: number;
  readonly isOfItsSize: boolean;
}

export async function measureRefusals({ bundles, clerk, folder, quick }: Setup): Promise<RefusalCost[]> {
  const bad = await badRequests(clerk);
  const good = await goodTokens(clerk, 500); // more than the function remembers
  const job: RefusalsJob = {
    bundle: bundles.candidates.ours,
    environments: { forbid: environmentOf(clerk), throw: environmentOf(clerk, { unauthenticated: 'throw' }) },
    good: good.map(httpApiEvent),
    bad,
    rounds: quick ? 7 : 41,
    decisions: 250,
    warmUp: 1000,
  };
  const timings = await runChild<Timings>(job, { script: bundles.children.refusals, folder });
  return bad.map(({ title, reason, isOfItsSize }) => ({
    title,
    reason,
    isOfItsSize,
    forbid: medianRatio(timings[`forbid ${title}`], timings.good),
    throw: medianRatio(timings[`throw ${title}`], timings.good),
  }));
}

export function showRefusals(costs: RefusalCost[]): string {
  const rows = costs.map((cost) => [
    cost.isOfItsSize ? `${cost.title} *` : cost.title,
    cost.reason,
    times(cost.forbid),
    times(cost.throw),
  ]);
  const note = '* judged by no target: to parse that much JSON costs a good token as much';
  const costTable = table(['Refusal, ÷ one good token', 'reason', 'isAuthorized: false', 'thrown'], rows);
  return `${costTable}\n${note}`;
}
