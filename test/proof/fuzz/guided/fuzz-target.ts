import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { ChildOptions } from './child';
import { TARGETS, type TargetName } from './targets';

export interface Fuzzed {
  /** What libFuzzer has counted. */
  readonly executions: number;
  readonly seconds: number;
  /** Edges of the function and its oracle. */
  readonly coverage: number;
  /** Edges by how often they were passed, and comparisons by how near they came. */
  readonly features: number;
  /** What the target has counted. */
  readonly reached: number;
  /** What went wrong and how to see it again, if anything did. */
  readonly found: string | undefined;
}

/** Runs the fuzzer on a target in a process of its own, until it has done so many executions or found something. */
export async function fuzzTarget(name: TargetName, folder: string, runs: number, seed: number): Promise<Fuzzed> {
  const { seeds, dictionary, isAsync } = TARGETS[name];
  const corpus = join(folder, 'corpus');
  mkdirSync(corpus, { recursive: true });
  for (const [index, text] of seeds.entries()) writeFileSync(join(corpus, `seed-${index}`), text);
  writeFileSync(join(folder, 'dictionary'), dictionary.map(quoted).join('\n'));
  await build({
    entryPoints: [join(__dirname, 'targets', `${name}.ts`)],
    outfile: join(folder, 'target.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  });

  const options: ChildOptions = { folder, isAsync, runs, seed };
  const args = ['--import', 'tsx', join(__dirname, 'child.ts'), JSON.stringify(options)];
  const start = performance.now();
  // Into a file, since Node makes a pipe one that libFuzzer loses text in as soon as it is full.
  const log = join(folder, 'output');
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', openSync(log, 'w')] });
  const [code] = await once(child, 'close');
  const output = readFileSync(log, 'utf8');
  const numbers = (pattern: RegExp) => Number([...output.matchAll(pattern)].at(-1)?.[1] ?? 0);
  const executions = numbers(/number_of_executed_units: (\d+)/g) || numbers(/^#(\d+)/gm);
  const isDone = code === 0 && executions >= runs && /^reached: /m.test(output);
  return {
    executions,
    seconds: (performance.now() - start) / 1000,
    coverage: numbers(/ cov: (\d+)/g),
    features: numbers(/ ft: (\d+)/g),
    reached: numbers(/^reached: (\d+)/gm),
    found: isDone ? undefined : finding(name, folder, output),
  };
}

/** As libFuzzer reads a word of a dictionary, of which it takes at most 64 bytes. */
function quoted(word: string): string {
  const bytes = [...Buffer.from(word)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`);
  return `"${bytes.join('')}"`;
}

/** The end of what the fuzzer says, and the input that it has left in the folder. */
function finding(name: TargetName, folder: string, output: string): string {
  const said = output.split('\n').filter((line) => line && !/^(#\d|INFO|MS:|0x|stat::|Skip|Dictionary)/.test(line));
  const file = readdirSync(folder).find((entry) => entry.startsWith('found-'));
  if (!file) return `stopped without an input:\n${said.slice(-20).join('\n')}`;
  const input = readFileSync(join(folder, file)).toString('base64');
  const command = `node --import tsx test/proof/fuzz/guided/run.ts --target ${name} --input ${input}`;
  return `${file.split('-')[1]}:\n${said.slice(0, 12).join('\n')}\nTo see it again: ${command}`;
}
