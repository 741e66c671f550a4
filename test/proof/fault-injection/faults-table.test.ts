import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { record } from '../evidence';
import { scale } from '../scale';
import { FAULTS } from './faults';
import { rowsOf, table } from './faults-table';
import { CLOCKS, coldOutage, ROTATIONS, warmOutage } from './scenarios';
import { type Outcome, type Scenario, simulate } from './simulation';

const FILE = resolve('docs/faults.md');
const isFull = scale(0, 1) === 1;
const SEEN = ['callers see', 'for', 'longest wait', 'requests to Clerk'];

/** `vitest run --update` puts what was measured into the place of the tables; without it nothing is ever written. */
test('docs/faults.md says what was measured', { timeout: 300_000 }, async () => {
  const outcomes: Outcome[] = [];
  const measure = async (scenario: Scenario) => {
    const outcome = await simulate(scenario);
    outcomes.push(outcome);
    return rowsOf(outcome);
  };

  const outages = new Map<string, string[]>();
  const warm = new Map<string, string[]>();
  for (const name of Object.keys(FAULTS)) {
    const cold = await measure(coldOutage(name));
    // What looks the same to a new function does so to one with keys. The full run sees whether that is so.
    const kind = cold.join();
    const seen = (!isFull && warm.get(kind)) || (await measure(warmOutage(name)));
    warm.set(kind, seen);
    outages.set(name, [...labelled('has just started', cold), ...labelled('has keys', seen)]);
  }
  const rotations = await each(ROTATIONS, measure);
  const clocks = await each(CLOCKS, measure);

  for (const { scenario, clerk } of outcomes) {
    expect(clerk.seen.attacker, scenario.name).toBe(0);
    expect(clerk.seen.clerk, scenario.name).toBe(clerk.attempts - clerk.astray);
  }
  const tables = [
    table(["Clerk's endpoint", 'a function that', ...SEEN], outages),
    table(['Clerk publishes', ...SEEN], rotations),
    table(['the clock of the function is', ...SEEN], clocks),
  ];
  const doc = readFileSync(FILE, 'utf8');
  const lines = new Set(doc.split('\n'));
  const unexplained = tables.flatMap((text) => text.split('\n')).filter((line) => !lines.has(line)).length;
  await expect(withTables(doc, tables)).toMatchFileSnapshot(FILE);
  const calls = outcomes.flatMap(({ phases }) => phases.map((phase) => phase.calls));
  record({
    section: 'Faults',
    what: `calls of a function in ${outcomes.length} scenarios, against docs/faults.md`,
    count: calls.reduce((sum, count) => sum + count, 0),
    unexplained,
    remark: `${outcomes.reduce((sum, { clerk }) => sum + clerk.attempts, 0)} real requests for a JWKS`,
  });
});

function labelled(label: string, rows: string[]): string[] {
  return rows.map((row, index) => `${index === 0 ? label : ''} | ${row}`);
}

async function each(scenarios: Scenario[], measure: (scenario: Scenario) => Promise<string[]>) {
  const outcomes = new Map<string, string[]>();
  for (const scenario of scenarios) outcomes.set(scenario.name, await measure(scenario));
  return outcomes;
}

/** The tables of a document, one after the other, replaced by these. */
function withTables(doc: string, tables: string[]): string {
  const rest = [...tables];
  return doc.replace(/(^\|.*\n)+/gm, (text) => rest.shift() ?? text);
}
