import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { record } from '../../evidence';
import { SEED, scale } from '../../scale';
import { fuzzTarget } from './fuzz-target';
import { TARGETS, type TargetName } from './targets';

const USAGE = `node --import tsx test/proof/fuzz/guided/run.ts [options]

Coverage-guided fuzzing of the function with jazzer.js, on Linux, macOS or Windows.

  --executions N        the number of executions of all targets together
  --seed N              the seed of the fuzzer
  --target NAME         one of ${Object.keys(TARGETS).join(', ')}
  --input BASE64        runs the target with this input only, to reproduce a failure
  --help                prints this text`;

/** The share of the executions by target. Signatures and keys are expensive, and asynchronous targets are the slowest. */
const SHARES: Record<TargetName, number> = {
  handler: 0.03,
  forged: 0.04,
  credentials: 0.04,
  claims: 0.1,
  jwks: 0.06,
  policy: 0.12,
  header: 0.21,
  token: 0.4,
};

const CONCURRENCY = 2;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      executions: { type: 'string', default: String(scale(100_000, 10_500_000)) },
      seed: { type: 'string', default: String(SEED) },
      target: { type: 'string' },
      input: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return console.log(USAGE);
  const names = (values.target ? [values.target] : Object.keys(TARGETS)) as TargetName[];
  if (values.input !== undefined) return TARGETS[names[0]].fuzz(Buffer.from(values.input, 'base64'));

  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const total = names.reduce((sum, name) => sum + SHARES[name], 0);
  const worker = async () => {
    for (let name = names.shift(); name; name = names.shift()) {
      await fuzz(
        name,
        join(folder, name),
        Math.ceil((Number(values.executions) * SHARES[name]) / total),
        Number(values.seed),
      );
    }
  };
  try {
    await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fuzz(name: TargetName, folder: string, runs: number, seed: number): Promise<void> {
  const { executions, seconds, coverage, features, reached, found } = await fuzzTarget(name, folder, runs, seed);
  const remark =
    `seed ${seed}, ${seconds.toFixed(0)} s, ${coverage} edges and ${features} features covered; ` +
    `${reached.toLocaleString('en')} inputs reached the oracle`;
  record({
    section: 'Fuzzing',
    what: `${TARGETS[name].title} (coverage-guided, \`${name}\`)`,
    count: executions,
    unexplained: found ? 1 : 0,
    remark: found ?? remark,
  });
  console.log(`${name}: ${executions.toLocaleString('en')} executions; ${remark}`);
  if (!found) return;
  console.error(`${name}: ${found}`);
  process.exitCode = 1;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
