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
const COLUMNS = ['callers get', 'duration', 'longest delay', 'downloads'];

/** The tables are only rewritten by `vitest run --update`. */
test('the tables of docs/faults.md equal the measured results', { timeout: 300_000 }, async () => {
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
    // Faults with the same effect on a new function have the same effect on one with keys. Only the full run measures that.
    const kind = cold.join();
    const results = (!isFull && warm.get(kind)) || (await measure(warmOutage(name)));
    warm.set(kind, results);
    outages.set(name, [...labelled('has just started', cold), ...labelled('has keys', results)]);
  }
  const rotations = await each(ROTATIONS, measure);
  const clocks = await each(CLOCKS, measure);

  for (const { scenario, endpoint } of outcomes) {
    expect(endpoint.requests.attacker, scenario.name).toBe(0);
    expect(endpoint.requests.endpoint, scenario.name).toBe(endpoint.downloads - endpoint.misdirected);
  }
  const tables = [
    table(["Clerk's endpoint", 'the function', ...COLUMNS], outages),
    table(['Clerk publishes', ...COLUMNS], rotations),
    table(['the clock is', ...COLUMNS], clocks),
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
    remark: `${outcomes.reduce((sum, { endpoint }) => sum + endpoint.downloads, 0)} downloads of a JWKS over real connections`,
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

/** Replaces the tables of a document in their order. */
function withTables(doc: string, tables: string[]): string {
  const rest = [...tables];
  return doc.replace(/(^\|.*\n)+/gm, (text) => rest.shift() ?? text);
}
