import { LAMBDA_GB_SECOND, LAMBDA_REQUEST } from '../aws-prices';
import { table } from '../tools/table';
import type { Cold } from './cold';
import type { Warm } from './warm';

/**
 * A function with this much memory has one vCPU, and a smaller one in proportion.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 */
const MEGABYTES_PER_CPU = 1769;

const MEMORY_SIZES = [128, 256, 512, 1024];

export interface AwsCost {
  readonly memory: number;
  /** Milliseconds that a decision adds to a request: with a repeated token, with a new one, and in a new process. */
  readonly repeated: number;
  readonly fresh: number;
  readonly cold: number;
  /** US dollars for a million decisions about new tokens. */
  readonly perMillion: number;
}

/** Computes what a user pays on AWS from the measured CPU time. The processor of this machine stands for Lambda's. */
export function awsCosts(cold: Cold, warm: Warm): AwsCost[] {
  return MEMORY_SIZES.map((memory) => {
    const cpus = Math.min(1, memory / MEGABYTES_PER_CPU);
    const repeated = warm.repeated.microseconds / 1000 / cpus;
    const fresh = warm.candidates.ours.microseconds / 1000 / cpus;
    const billedSeconds = Math.ceil(fresh) / 1000; // duration is rounded up to a millisecond
    const perMillion = 1e6 * (LAMBDA_REQUEST + (memory / 1024) * billedSeconds * LAMBDA_GB_SECOND[0].price);
    return { memory, repeated, fresh, cold: cold.preloaded.ours / cpus, perMillion };
  });
}

export function showAwsCosts(costs: AwsCost[]): string {
  const rows = costs.map(({ memory, repeated, fresh, cold, perMillion }) => [
    `${memory} MB`,
    repeated.toFixed(2),
    fresh.toFixed(2),
    cold.toFixed(0),
    perMillion.toFixed(3),
  ]);
  const head = [
    'The Lambda authorizer on AWS',
    'repeated token, ms',
    'new token, ms',
    'cold start, ms',
    '$ per million',
  ];
  return table(head, rows);
}
