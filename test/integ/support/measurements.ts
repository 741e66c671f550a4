import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOPICS, type TopicName } from '../topics';

/** The answers of AWS to the questions of a topic. */
export interface Measured {
  /** The day of the run, for example `2026-11-26`. */
  readonly date: string;
  readonly region: string;
  readonly answers: Readonly<Record<string, string>>;
}

/** Returns what was measured last. `folder` is `test/integ`. */
export function readMeasured(folder: string, topic: TopicName): Measured | undefined {
  const file = fileOf(folder, topic);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** Writes the answers that are in the outputs of a run: one output of the stack of the assertion for each question. */
export function writeMeasured(folder: string, topic: TopicName, date: string): void {
  const outputs = join(folder, `cdk-integ.out.integ.${topic}.ts.snapshot`, 'assertion-results.json');
  const [stack] = Object.values<Record<string, string>>(JSON.parse(readFileSync(outputs, 'utf8')));
  if (!stack) throw new Error(`${outputs} has no outputs`);
  const { Region: region = '' } = stack;
  const answers = Object.fromEntries(Object.keys(TOPICS[topic]).map((name) => [name, stack[name] ?? '']));
  writeFileSync(fileOf(folder, topic), `${JSON.stringify({ date, region, answers } satisfies Measured, null, 2)}\n`);
}

function fileOf(folder: string, topic: TopicName): string {
  return join(folder, `measured.${topic}.json`);
}
