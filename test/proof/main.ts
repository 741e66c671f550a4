import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startGroup } from '../../local/emulator/processes';
import { type Evidence, readEvidence } from './evidence';
import { hasPassed, toMarkdown } from './report';
import { clearResults, EVIDENCE_FILE, type Result, readResult, saveResult } from './results';
import { STEP_NAMES, STEPS, type StepName } from './steps';
import { hashOfTestedCode } from './tested-code';

const USAGE = `npm run prove -- [options]

Tests the authorizer against other verifiers, known attacks, faults, fuzzers and mutants, and writes docs/evidence.md.
Takes most of an hour, and needs Python 3.10 for the emulator.

  --step NAME  runs one of ${STEP_NAMES.join(', ')} and keeps the last results of the others.
               Implies --reuse
  --seed N     repeats the random choices of an earlier run
  --reuse      does not run the mutants again that an earlier run has killed, unless they or the tests that killed
               them are gone. The report says how many
  --quick      runs a small part of every step, in some minutes. Prints the report instead of writing it
  --help       prints this text`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      step: { type: 'string' },
      seed: { type: 'string' },
      reuse: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return console.log(USAGE);
  const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new Error(`--seed must be a whole number, got ${values.seed}`);
  const names = STEP_NAMES.filter((name) => values.step === undefined || values.step === name);
  if (names.length === 0) throw new Error(`--step must be one of ${STEP_NAMES.join(', ')}, got ${values.step}`);

  if (values.step === undefined && !values.quick && !values.reuse) clearResults();

  const results: Result[] = [];
  for (const name of names) {
    const result = await run(name, seed, values.quick);
    results.push(result);
    if (!values.quick) saveResult(result);
  }
  if (values.quick) console.log(toMarkdown(results));
  else writeFileSync(EVIDENCE_FILE, toMarkdown(STEP_NAMES.flatMap(validResult)));
  process.exitCode = results.every(hasPassed) ? 0 : 1;
}

/** The last result of a step, unless the code that it tested has changed. */
function validResult(name: StepName): Result[] {
  const result = readResult(name);
  return result?.tested === hashOfTestedCode(name) ? [result] : [];
}

/** Runs one step. A step that fails does not stop the others, so that the report lists every failure. */
async function run(step: StepName, seed: number, quick: boolean): Promise<Result> {
  console.log(`\n=== ${step}`);
  const folder = mkdtempSync(join(tmpdir(), 'prove-'));
  const file = join(folder, 'evidence.jsonl');
  writeFileSync(file, '');
  try {
    const env = { ...process.env, PROVE: quick ? 'quick' : 'full', PROVE_SEED: String(seed), PROVE_EVIDENCE: file };
    const tested = hashOfTestedCode(step);
    const start = performance.now();
    const [command, ...args] = STEPS[step].command;
    const child = startGroup(command, args, { env, stdio: 'inherit' });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve);
    });
    const evidence = readEvidence(file);
    return {
      step,
      date: new Date().toISOString().slice(0, 10),
      minutes: (performance.now() - start) / 60_000,
      seed,
      tested,
      evidence: [...evidence, exitCode(step, code, evidence.length)],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The row for the process of a step: a step can fail before it records anything. */
function exitCode(step: StepName, code: number | null, rows: number): Evidence {
  const hasFailed = code !== 0 || rows === 0;
  const remark = `exit code ${code ?? 'none, ended by a signal'}; ${rows} rows of evidence`;
  return {
    section: 'Exit codes',
    what: `the process of \`${step}\``,
    count: 1,
    unexplained: Number(hasFailed),
    remark,
  };
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
