import { expect, test } from 'vitest';
import { SECTIONS } from './evidence';
import { evidenceProblems } from './evidence-problems';
import { toMarkdown } from './report';
import type { Result } from './results';
import { STEP_NAMES, type StepName } from './steps';

const HASH = '0123456789ab';
const CODE = hashesOf(HASH);

/** The results of a complete run that passed. Every step has a row in every section. */
const RESULTS: Result[] = STEP_NAMES.map((step) => ({
  ...{ step, date: '2026-01-01', minutes: 1, seed: 1, tested: HASH },
  evidence: SECTIONS.map((section) => ({ section, what: 'a | b', count: 1000, unexplained: 0, remark: 'c\nd' })),
}));

function problemsOf(change: (result: Result) => Partial<Result>, steps = RESULTS): string[] {
  const [first, ...others] = steps;
  return evidenceProblems(toMarkdown([{ ...first, ...change(first) }, ...others]), CODE);
}

function hashesOf(hash: string): Record<StepName, string> {
  return Object.fromEntries(STEP_NAMES.map((step) => [step, hash])) as Record<StepName, string>;
}

test('a complete report of this code without a failure has no problem', () => {
  expect(problemsOf(() => ({}))).toEqual([]);
});

test.each(STEP_NAMES)('code that has changed since the step %s is a problem', (step) => {
  const problems = evidenceProblems(toMarkdown(RESULTS), { ...CODE, [step]: 'ba9876543210' });
  expect(problems).toEqual([`the step ${step} has tested the code ${HASH}, which is ba9876543210 today`]);
});

test('an unexplained result is a problem, and its row says which', () => {
  const problems = problemsOf(({ evidence: [row, ...rows] }) => ({
    evidence: [{ ...row, unexplained: 1200 }, ...rows],
  }));
  expect(problems).toEqual([
    expect.stringMatching(/^this row failed: oracles .* FAILED$/),
    'this row failed: a \\| b | 1,000 | 1,200 | c d',
    'it does not say "Everything passed."',
  ]);
});

test('a missing step is a problem', () => {
  expect(problemsOf(() => ({}), RESULTS.slice(1))).toEqual([
    'the step oracles is missing',
    'it does not say "Everything passed."',
  ]);
});

test('a section without evidence is a problem', () => {
  const steps = RESULTS.map((result) => ({ ...result, evidence: result.evidence.slice(1) }));
  expect(problemsOf(() => ({}), steps)).toEqual(['it does not say "Everything passed."']);
});
