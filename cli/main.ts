import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { closest } from '../src/diagnostics/closest';
import type { Command } from './shared/command';
import { EXIT } from './shared/exit-code';
import { columns, PROGRAM } from './shared/help';
import type { Io } from './shared/io';
import { UsageError } from './shared/usage-error';

/** Runs one command line and returns the exit code. It never throws. */
export async function main(argv: readonly string[], commands: readonly Command[], io: Io): Promise<number> {
  try {
    const [name, ...rest] = argv;
    if (name === '--version') return answer(version(), io);
    if (name === undefined || name === '--help' || name === '-h') return answer(overview(commands), io);
    if (name === 'help') return answer(rest[0] ? find(rest[0], commands).help : overview(commands), io);
    return await find(name, commands).run(rest, io);
  } catch (error) {
    io.warn(io.style('red', error instanceof UsageError ? error.message : unexpected(error)));
    return EXIT.usage;
  }
}

function answer(text: string, io: Io): number {
  io.print(text);
  return EXIT.ok;
}

function find(name: string, commands: readonly Command[]): Command {
  const command = commands.find((it) => it.name === name);
  if (command) return command;
  // The text is not repeated: it may be a token that was pasted here.
  const guess =
    name.length < 30 &&
    closest(
      name,
      commands.map((it) => it.name),
    );
  throw new UsageError(`There is no such command${guess ? `; did you mean ${guess}?` : '.'} See ${PROGRAM} --help.`);
}

function overview(commands: readonly Command[]): string {
  return [
    `${PROGRAM} COMMAND [options]`,
    'Tools for API Gateway APIs that are protected with Clerk. They need no account and send no data to anyone.',
    `Commands\n${columns(commands.map(({ name, summary }) => [name, summary]))}`,
    `See ${PROGRAM} COMMAND --help for examples and options.`,
  ].join('\n\n');
}

function version(): string {
  return JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')).version;
}

/** Describes a mistake of ours. Its message is left out, because it may contain a part of a token. */
function unexpected(error: unknown): string {
  const { name = 'Error', stack = '' } = error instanceof Error ? error : {};
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return [`Unexpected ${name}: please open an issue with these lines.`, ...frames].join('\n');
}
