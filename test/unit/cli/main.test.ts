import { describe, expect, test } from 'vitest';
import { main } from '../../../cli/main';
import { defineCommand } from '../../../cli/shared/command';
import { UsageError } from '../../../cli/shared/usage-error';
import { testIo } from '../support/cli';

const greet = defineCommand({
  name: 'greet',
  summary: 'Greets somebody.',
  usage: '[NAME] [options]',
  details: 'Exit codes: 0.',
  examples: [['Greet loudly:', 'cdk-clerk-authorizer greet Ada --loud']],
  options: {
    loud: { type: 'boolean', short: 'l', description: 'Greet loudly.' },
    from: { type: 'string', value: 'NAME', description: 'Who greets.' },
  },
  async run({ values, positionals }, io) {
    if (positionals.length > 1) throw new UsageError('Name one person.');
    if (positionals[0] === 'nobody') JSON.parse('a secret');
    io.print([positionals[0], values.loud, values.from].join());
    return 1;
  },
});

async function run(...argv: string[]) {
  const io = testIo();
  return { exitCode: await main(argv, [greet], io), out: io.out, err: io.err };
}

test('runs a command with its options and returns its exit code', async () => {
  expect(await run('greet', 'Ada', '--loud', '--from=Bob')).toEqual({ exitCode: 1, out: 'Ada,true,Bob\n', err: '' });
});

describe('help', () => {
  test.each([[[]], [['--help']], [['-h']], [['help']]])('%j lists the commands', async (argv) => {
    const { exitCode, out } = await run(...argv);
    expect(exitCode).toBe(0);
    expect(out).toContain('  greet  Greets somebody.\n');
  });

  test.each([[['greet', '--help']], [['greet', '-h']], [['help', 'greet']]])(
    '%j shows examples and options',
    async (argv) => {
      const { exitCode, out } = await run(...argv);
      expect(exitCode).toBe(0);
      expect(out).toContain('    cdk-clerk-authorizer greet Ada --loud\n');
      expect(out).toMatch(/^ {2}-l, --loud {2,}Greet loudly\.$/m);
      expect(out).toMatch(/^ {2}--from NAME {2,}Who greets\.$/m);
      expect(out).toMatch(/^ {2}--json {2,}Print the answer as JSON\.$/m);
    },
  );
});

describe('a mistake is one sentence with exit code 2', () => {
  test.each([
    [['gret'], 'There is no such command; did you mean greet? See cdk-clerk-authorizer --help.'],
    [['greet', 'a', 'b'], 'Name one person.'],
    [['greet', '--lout'], 'greet has no option --lout; see cdk-clerk-authorizer greet --help.'],
    [['greet', '--from'], 'greet cannot read the option --from; see cdk-clerk-authorizer greet --help.'],
    [['greet', '--loud=very'], 'greet cannot read the option --loud; see cdk-clerk-authorizer greet --help.'],
  ])('%j', async (argv, message) => {
    expect(await run(...argv)).toEqual({ exitCode: 2, out: '', err: `${message}\n` });
  });

  test('a token in the place of a command is not repeated', async () => {
    const { exitCode, err } = await run(`eyJhbGciOiJSUzI1NiJ9.${'x'.repeat(100)}`);
    expect(exitCode).toBe(2);
    expect(err).toBe('There is no such command. See cdk-clerk-authorizer --help.\n');
  });

  test('an unexpected error is reported without its message, which may contain input', async () => {
    const { exitCode, err } = await run('greet', 'nobody');
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^Unexpected SyntaxError: please open an issue with these lines\.\n\s+at JSON\.parse/);
    expect(err).not.toContain('secret');
  });
});
