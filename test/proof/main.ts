import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startGroup } from '../../local/emulator/processes';
import { readEvidence } from './evidence';
import { holds, toMarkdown } from './report';
import { forget, keep, kept, type Result, sha256OfFunction } from './results';
import { STEP_NAMES, STEPS, type StepName } from './steps';

const USAGE = `npm run prove -- [options]

Puts the authorizer before oracles, attackers, faults and mutants, and writes docs/evidence.md. Takes most of an hour, and
needs Python 3.10 for the emulator.

  --step NAME  one of ${STEP_NAMES.join(', ')}; of the others, what was seen last.
               Mutants of code that has not changed, and whose tests have not, are not tried again
  --seed N     repeats the random choices of a run
  --quick      a little of everything, in some minutes: to see that it runs. Prints, and writes nothing
  --help       this text`;

const REPORT = join(__dirname, '..', '..', 'docs', 'evidence.md');

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ...{ step: { type: 'string' }, seed: { type: 'string' }, quick: { type: 'boolean' }, help: { type: 'boolean' } },
    },
  });
  if (values.help) return console.log(USAGE);
  const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new Error(`--seed must be a whole number, got ${values.seed}`);
  const names = STEP_NAMES.filter((name) => values.step === undefined || values.step === name);
  if (names.length === 0) throw new Error(`--step must be one of ${STEP_NAMES.join(', ')}, got ${values.step}`);

  if (values.step === undefined && !values.quick) forget();

  const results: Result[] = [];
  for (const name of names) {
    const result = await run(name, seed, values.quick === true);
    results.push(result);
    if (!values.quick) keep(result);
  }
  const all = values.quick ? results : STEP_NAMES.flatMap((name) => kept(name) ?? []);
  if (values.quick) console.log(toMarkdown(all));
  else writeFileSync(REPORT, toMarkdown(all));
  process.exitCode = results.every(holds) ? 0 : 1;
}

/** A step that fails does not stop the others: the report says all that is wrong. */
async function run(step: StepName, seed: number, quick: boolean): Promise<Result> {
  console.log(`\n=== ${step}`);
  const folder = mkdtempSync(join(tmpdir(), 'prove-'));
  const file = join(folder, 'evidence.jsonl');
  writeFileSync(file, '');
  try {
    const env = { ...process.env, PROVE: quick ? 'quick' : 'full', PROVE_SEED: String(seed), PROVE_EVIDENCE: file };
    const start = performance.now();
    const [command, ...args] = STEPS[step];
    const child = startGroup(command, args, { env, stdio: 'inherit' });
    const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
    return {
      step,
      date: new Date().toISOString().slice(0, 10),
      minutes: (performance.now() - start) / 60_000,
      passed: code === 0,
      seed,
      sha256: sha256OfFunction(),
      evidence: readEvidence(file),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
