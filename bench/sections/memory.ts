import { randomBytes } from 'node:crypto';
import { sessionClaims } from '../../local/clerk/claims';
import { sessionHeader } from '../../local/clerk/instance';
import { startLocalClerk } from '../../local/clerk/local-clerk';
import { POLICY_VARIABLE } from '../../src/policy/policy-document';
import type { MemoryJob, MemoryResult } from '../children/memory';
import type { Setup } from '../setup';
import { runChild } from '../tools/child';
import { table } from '../tools/table';
import { environmentOf, policyOf } from '../workload/environment';
import { httpApiEvent } from '../workload/events';
import { validOptions } from '../workload/tokens';

export interface Memory {
  readonly calls: number;
  /** The growth with keys from a PEM. */
  readonly pem: MemoryResult;
  /** The growth with keys from a JWKS. */
  readonly jwks: MemoryResult;
}

/** V8 lets its young generation grow by tens of megabytes under load by default, which would hide a leak in the RSS. */
const FLAGS = ['--expose-gc', '--max-semi-space-size=1'];

export async function measureMemory({ bundles, clerk, folder, quick, node }: Setup): Promise<Memory> {
  const job: MemoryJob = {
    bundle: bundles.candidates.ours,
    calls: quick ? 100_000 : 1_000_000,
    event: httpApiEvent(undefined) as { headers: object },
    header: sessionHeader(clerk.instance),
    claims: sessionClaims(clerk.instance.frontendApiUrl, validOptions()),
    signature: Buffer.concat([Buffer.alloc(1), randomBytes(255)]).toString('base64url'), // smaller than every modulus
  };
  const options = { script: bundles.children.memory, folder, node, flags: FLAGS };
  const pem = await runChild<MemoryResult>(job, { ...options, env: environmentOf(clerk) });

  const localClerk = await startLocalClerk();
  const env = { [POLICY_VARIABLE]: JSON.stringify(policyOf(localClerk.frontendApiUrl)) };
  const jwks = await runChild<MemoryResult>(job, { ...options, env });
  await localClerk.close();
  if (!localClerk.requests.has('/.well-known/jwks.json')) throw new Error('the JWKS was never fetched');
  return { calls: job.calls, pem, jwks };
}

export function showMemory({ calls, pem, jwks }: Memory): string {
  const row = (title: string, { heap, rss }: MemoryResult) => [title, heap.toFixed(2), rss.toFixed(1)];
  const title = `Growth after ${calls.toLocaleString('en')} forged tokens, MB`;
  return table([title, 'heap', 'RSS'], [row('keys from a PEM', pem), row('keys from a JWKS', jwks)]);
}
