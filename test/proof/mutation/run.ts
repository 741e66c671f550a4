import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { record } from '../evidence';
import { GROUPS, type Group } from './groups';
import { type Mutant, readReport } from './report';
import { SURVIVORS } from './survivors';

/*
 * Changes the code in every way that Stryker knows, one at a time. A change that no test notices is one that a mistake could
 * make as well. `node --import tsx test/proof/mutation/run.ts lambda` tries a group; with files behind it, these only.
 */

/** In percent, of what the tests kill by themselves: an explanation is no kill. */
const LOWEST_SCORE = 95;

function main(): void {
  const [name, ...chosen] = process.argv.slice(2);
  const group: Group | undefined = GROUPS[name];
  if (!group) throw new Error(`Name a group: ${Object.keys(GROUPS).join(' or ')}`);
  const { files, quick, tests } = group;
  const isQuick = process.env.PROVE === 'quick';
  const mutants = mutate(name, chosen.length > 0 ? chosen : isQuick ? [quick] : files, tests);
  if (!judge(name, mutants)) process.exitCode = 1;
}

function mutate(group: string, files: readonly string[], tests: string): Mutant[] {
  const folder = mkdtempSync(join(tmpdir(), 'mutation-'));
  const known = `.prove/stryker-${group}.json`;
  forgetSurvivors(known);
  try {
    const env = { ...process.env, MUTATION_FOLDER: folder, MUTATION_KNOWN: known, MUTATION_TESTS: tests };
    const args = ['stryker', 'run', 'test/proof/mutation/stryker.config.mjs', '--mutate', files.join()];
    const { status } = spawnSync('npx', args, { env, stdio: 'inherit' });
    if (status !== 0) throw new Error(`Stryker ended with ${status}`);
    return readReport(join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Stryker does not see that a new test could kill what no single test reaches, so that all that lived is tried again. */
function forgetSurvivors(known: string): void {
  if (!existsSync(known)) return;
  const report = JSON.parse(readFileSync(known, 'utf8'));
  for (const file of Object.values<{ mutants: Mutant[] }>(report.files)) {
    file.mutants = file.mutants.filter(({ status }) => status === 'Killed');
  }
  writeFileSync(known, JSON.stringify(report));
}

/** Whether enough were killed, and all others are explained. */
function judge(group: string, mutants: Mutant[]): boolean {
  const of = (...statuses: Mutant['status'][]) => mutants.filter(({ status }) => statuses.includes(status));
  const [killed, timedOut, alive] = [of('Killed'), of('Timeout'), of('Survived', 'NoCoverage')];
  const unexplained = alive.filter((mutant) => !explanationsOf(mutant.file).some((it) => it.fits(mutant)));
  for (const { file, line, original, replacement } of unexplained)
    console.error(`${file}:${line} lives unexplained:\n- ${original}\n+ ${replacement}`);
  const files = [...new Set(mutants.map(({ file }) => file))];
  const stale = files.flatMap(explanationsOf).filter(({ fits }) => !alive.some(fits));
  for (const { file, original, replacement } of stale)
    console.error(`${file}: survivors.ts explains what does not live:\n- ${original}\n+ ${replacement}`);

  const count = killed.length + timedOut.length + alive.length;
  const score = (100 * (killed.length + timedOut.length)) / count;
  const explained = alive.length - unexplained.length;
  const remark = `${killed.length} killed, ${timedOut.length} timed out, ${explained} explained; score ${score.toFixed(2)} %`;
  console.log(`${group}/: ${count} mutants, ${remark}`);
  const what = `changes of ${group}/, judged by its tests`;
  record({ section: 'Mutants', what, count, unexplained: unexplained.length, remark });
  return unexplained.length === 0 && stale.length === 0 && score >= LOWEST_SCORE;
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
