import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { ChildOptions } from './child';
import { TARGETS, type TargetName } from './targets';

/** The result of fuzzing one target. */
export interface Fuzzed {
  /** The number of executions according to libFuzzer. */
  readonly executions: number;
  readonly seconds: number;
  /** The number of covered edges of the function and its oracle. */
  readonly coverage: number;
  /** The number of covered features of libFuzzer: edge counts and value profiles. */
  readonly features: number;
  /** The number of executions that reached the oracle. */
  readonly reached: number;
  /** A description of the failure and how to reproduce it, if there was one. */
  readonly found: string | undefined;
}

/** Runs the fuzzer on a target in a separate process, for a number of executions or until it finds a failure. */
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
  // To a file, because a pipe of Node is non-blocking and libFuzzer loses output when it is full.
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
    found: isDone ? undefined : describeFailure(name, folder, output),
  };
}

/** Encodes a word of the dictionary for libFuzzer, which uses at most 64 bytes of it. */
function quoted(word: string): string {
  const bytes = [...Buffer.from(word)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`);
  return `"${bytes.join('')}"`;
}

/** Describes a failure by the output of the fuzzer and the input that it has saved in the folder. */
function describeFailure(name: TargetName, folder: string, output: string): string {
  const messages = output.split('\n').filter((line) => line && !/^(#\d|INFO|MS:|0x|stat::|Skip|Dictionary)/.test(line));
  const file = readdirSync(folder).find((entry) => entry.startsWith('found-'));
  if (!file) return `stopped without an input:\n${messages.slice(-20).join('\n')}`;
  const input = readFileSync(join(folder, file)).toString('base64');
  const command = `node --import tsx test/proof/fuzz/guided/run.ts --target ${name} --input ${input}`;
  return `${file.split('-')[1]}:\n${messages.slice(0, 12).join('\n')}\nTo reproduce: ${command}`;
}
