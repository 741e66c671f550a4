import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startGroup } from '../demo/processes';
import { readEvidence } from './evidence';
import { holds, type Step, toMarkdown } from './report';
import { proofVersions } from './versions';

const USAGE = `npm run prove -- [options]

Puts the authorizer before oracles, attackers, faults and mutants, and writes docs/evidence.md. Takes most of an hour, and
needs Python 3.10 for the emulator.

  --seed N  repeats the random choices of a run
  --quick   a little of everything, in some minutes: to see that it runs. Prints, and writes nothing
  --help    this text`;

const REPORT = join(__dirname, '..', 'docs', 'evidence.md');

const NODE = [process.execPath, '--import', 'tsx'];
const VITEST = ['npx', 'vitest', 'run', '--testTimeout=3600000'];

const STEPS = {
  'oracles, attackers and faults': [...VITEST, 'prove'],
  'coverage-guided fuzzing': [...NODE, 'prove/fuzz/guided/run.ts'],
  'caches, routes and load on the emulator': [
    ...[...VITEST, '--config', 'test/e2e/vitest.config.mts'],
    ...['test/e2e/cache.test.ts', 'test/e2e/routing.test.ts', 'test/e2e/load.test.ts'],
  ],
  mutants: [...NODE, 'prove/mutation/run.ts'],
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { seed: { type: 'string' }, quick: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) return console.log(USAGE);
  const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new Error(`--seed must be a whole number, got ${values.seed}`);

  const folder = mkdtempSync(join(tmpdir(), 'prove-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'evidence.jsonl');
  writeFileSync(file, '');
  const env = {
    ...process.env,
    PROVE: values.quick ? 'quick' : 'full',
    PROVE_SEED: String(seed),
    PROVE_EVIDENCE: file,
  };

  const steps: Step[] = [];
  for (const [title, command] of Object.entries(STEPS)) steps.push(await run(title, command, env));
  const proof = { seed, versions: proofVersions(), steps, evidence: readEvidence(file) };
  if (values.quick) console.log(toMarkdown(proof));
  else writeFileSync(REPORT, toMarkdown(proof));
  process.exitCode = holds(proof) ? 0 : 1;
}

/** A step that fails does not stop the others: the report says all that is wrong. */
async function run(title: string, [command, ...args]: string[], env: NodeJS.ProcessEnv): Promise<Step> {
  console.log(`\n=== ${title}`);
  const start = performance.now();
  const child = startGroup(command, args, { env, stdio: 'inherit' });
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  return { title, minutes: (performance.now() - start) / 60_000, passed: code === 0 };
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
