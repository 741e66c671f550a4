import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Evidence, record } from '../evidence';
import { MUTANTS_FOLDER } from '../results';
import { GROUPS, type Group } from './groups';
import { type Mutant, readReport } from './report';
import { SURVIVORS } from './survivors';

/*
 * Mutation testing with Stryker: a mutant that survives shows a mistake that no unit test would notice.
 * `node --import tsx test/proof/mutation/run.ts lambda` runs a group; file names after it restrict the run to these files.
 */

/** The lowest accepted share of killed mutants, in percent. A survivor lowers it even if it is explained. */
const LOWEST_SCORE = 95;

function main(): void {
  const [name, ...chosen] = process.argv.slice(2);
  const group: Group | undefined = GROUPS[name];
  if (!group) throw new Error(`The first argument must be ${Object.keys(GROUPS).join(' or ')}, got ${name}`);
  const missing = [...group.files, ...chosen].filter((file) => !file.includes('*') && !existsSync(file));
  if (missing.length > 0) throw new Error(`Stryker would skip these files, which do not exist: ${missing.join(', ')}`);
  const files = chosen.length > 0 ? chosen : process.env.PROVE === 'quick' ? [group.quick] : group.files;
  const folder = mkdtempSync(join(tmpdir(), 'mutation-'));
  try {
    // Stryker's report contains everything in its incremental file, so a run of some files has its own.
    const known = files === group.files ? join(MUTANTS_FOLDER, `stryker-${name}.json`) : join(folder, 'known.json');
    const killedBefore = keepKilled(known);
    const mutants = mutate(files, group.tests, known, folder);
    const reused = mutants.filter((mutant) => mutant.status === 'Killed' && killedBefore.has(keyOf(mutant))).length;
    if (!recordResult(name, mutants, reused)) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function mutate(files: readonly string[], tests: string, known: string, folder: string): Mutant[] {
  const env = { ...process.env, MUTATION_FOLDER: folder, MUTATION_KNOWN: known, MUTATION_TESTS: tests };
  const args = ['stryker', 'run', 'test/proof/mutation/stryker.config.mjs', '--mutate', files.join()];
  const { status, signal } = spawnSync('npx', args, { env, stdio: 'inherit' });
  if (status !== 0) throw new Error(`Stryker ended with ${status ?? signal}`);
  return readReport(join(folder, 'report.json'));
}

/**
 * Leaves only killed mutants in Stryker's incremental file, and returns them. All others are run again: Stryker would not
 * notice a test that kills them now.
 */
function keepKilled(known: string): Set<string> {
  if (!existsSync(known)) return new Set();
  const report = JSON.parse(readFileSync(known, 'utf8'));
  for (const file of Object.values<{ mutants: Mutant[] }>(report.files)) {
    file.mutants = file.mutants.filter(({ status }) => status === 'Killed');
  }
  writeFileSync(known, JSON.stringify(report));
  return new Set(readReport(known).map(keyOf));
}

function keyOf({ file, code, original, replacement }: Mutant): string {
  return JSON.stringify([file, code, original, replacement]);
}

/** Records the result, and returns whether enough mutants were killed and all others are explained. */
function recordResult(group: string, mutants: Mutant[], reused: number): boolean {
  const withStatus = (...statuses: Mutant['status'][]) => mutants.filter(({ status }) => statuses.includes(status));
  const [killed, timedOut, alive] = [withStatus('Killed'), withStatus('Timeout'), withStatus('Survived', 'NoCoverage')];
  const files = [...new Set(mutants.map(({ file }) => file))];
  const explanations = files.flatMap(explanationsOf);
  const unexplained = alive.filter((mutant) => !explanations.some(({ fits }) => fits(mutant)));
  // A survivor can time out on a busy machine, so only a killed mutant makes its explanation stale.
  const stale = explanations.filter(({ fits }) => ![...alive, ...timedOut].some(fits));

  const count = killed.length + timedOut.length + alive.length;
  const score = (100 * (killed.length + timedOut.length)) / count;
  const explained = alive.length - unexplained.length;
  const rows: Omit<Evidence, 'section'>[] = [
    {
      what: `mutants of ${group}/, run against its unit tests`,
      count,
      unexplained: unexplained.length,
      remark: [
        `${killed.length} killed, ${timedOut.length} timed out, ${explained} explained`,
        ...(reused > 0 ? [`${reused} of the killed ones were known from an earlier run`] : []),
        ...unexplained.map((mutant) => `line ${mutant.line}, ${shown(mutant)}`),
      ].join('; '),
    },
    {
      what: `explanations of survivors of ${group}/; a stale one, whose mutant is killed or gone, counts as unexplained`,
      count: explanations.length,
      unexplained: stale.length,
      remark: stale.map(shown).join('; '),
    },
    {
      what: `mutation score of ${group}/, at least ${LOWEST_SCORE} %`,
      count: 1,
      unexplained: Number(!(score >= LOWEST_SCORE)), // NaN if there are no mutants
      remark: `${score.toFixed(2)} %`,
    },
  ];
  for (const row of rows) {
    record({ section: 'Mutants', ...row });
    console.log(`${row.what}: ${row.count}, of which unexplained ${row.unexplained}. ${row.remark}`);
  }
  return rows.every((row) => row.unexplained === 0);
}

function shown({ file, original, replacement }: Pick<Mutant, 'file' | 'original' | 'replacement'>): string {
  return `${file}: ${original} → ${replacement}`;
}

interface Explanation extends Pick<Mutant, 'file' | 'original' | 'replacement'> {
  fits(mutant: Mutant): boolean;
}

function explanationsOf(file: string): Explanation[] {
  return (SURVIVORS[file] ?? []).flatMap(({ original, replacements, line = '' }) =>
    replacements.map((replacement) => ({
      file,
      original,
      replacement,
      fits: (mutant) =>
        mutant.file === file &&
        mutant.original === original &&
        mutant.replacement === replacement &&
        mutant.code.includes(line),
    })),
  );
}

main();
