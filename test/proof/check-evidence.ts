import { readFileSync } from 'node:fs';
import { evidenceProblems } from './evidence-problems';
import { EVIDENCE_FILE } from './results';
import { hashesOfCode } from './tested-code';

/*
 * Checks whether docs/evidence.md is of the code of today, and whether everything in it passed. Exits with 1 if not, or with 0
 * if `--warn` is given.
 */

const problems = evidenceProblems(readFileSync(EVIDENCE_FILE, 'utf8'), hashesOfCode());
for (const problem of problems) console.log(`docs/evidence.md: ${problem}`);
if (problems.length === 0) console.log('docs/evidence.md is of this code, and everything in it passed.');
else if (!process.argv.includes('--warn')) process.exitCode = 1;
