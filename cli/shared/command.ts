import { parseArgs } from 'node:util';
import { type HelpTopic, helpOf } from './help';
import type { Io } from './io';
import type { Options } from './options';
import { UsageError } from './usage-error';

/** The parsed arguments of a command. */
export type Arguments<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O & typeof COMMON; allowPositionals: true }>
>;

/** How a command is defined. The help is made from it. */
export interface Definition<O extends Options> extends HelpTopic {
  readonly options: O;
  /** Does the work and returns the exit code. Throws a `UsageError` for a mistake of the user. */
  run(args: Arguments<O>, io: Io): Promise<number>;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly help: string;
  run(argv: readonly string[], io: Io): Promise<number>;
}

/** The options that every command has. */
const COMMON = {
  json: { type: 'boolean', description: 'Print the answer as JSON.' },
  help: { type: 'boolean', short: 'h', description: 'Print this help.' },
} as const satisfies Options;

/** Makes a command, which parses its arguments and answers `--help`. */
export function defineCommand<const O extends Options>(definition: Definition<O>): Command {
  const options = { ...definition.options, ...COMMON };
  const { name, summary } = definition;
  const help = helpOf({ ...definition, options });
  return {
    name,
    summary,
    help,
    async run(argv, io) {
      const args = parse(name, argv, options) as Arguments<O>;
      if (!(args.values as { help?: boolean }).help) return definition.run(args, io);
      io.print(help);
      return 0;
    },
  };
}

/** Parses the arguments. The message of a mistake names the option, but never repeats a value, which may be a token. */
function parse(name: string, argv: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    const { message } = error as Error;
    const [, option] = /'(?:-\w, )?(--?[\w-]+)/.exec(message) ?? [];
    const mistake = /unknown option/i.test(message) ? `has no option ${option}` : `cannot read the option ${option}`;
    throw new UsageError(`${name} ${mistake}; see cdk-clerk-authorizer ${name} --help.`);
  }
}
