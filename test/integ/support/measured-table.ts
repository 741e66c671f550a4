import type { Measured } from './measurements';
import type { Question, Topic } from './question';

const HEAD = ['question', 'expected', 'emulator', 'AWS', 'if AWS answers otherwise'];

/** Returns the rows of docs/measured-on-aws.md about a topic. */
export function rowsOf(topic: Topic, measured?: Measured): string[] {
  return Object.entries(topic).map(([name, question]) => row(question, onAws(name, question, measured)));
}

export function table(rows: string[]): string {
  return [`| ${HEAD.join(' | ')} |`, `|${'---|'.repeat(HEAD.length)}`, ...rows, ''].join('\n');
}

function row({ question, expected, source, emulator, otherwise }: Question, aws: string): string {
  const cells = [question, `${code(expected)} (${source})`, emulator ? code(emulator) : 'as expected', aws, otherwise];
  return `| ${cells.join(' | ')} |`;
}

function onAws(name: string, { expected }: Question, measured: Measured | undefined): string {
  const answer = measured?.answers[name];
  if (!measured || answer === undefined) return 'not yet';
  const seen = answer === expected ? 'as expected' : `**${code(answer)}**`;
  return `${seen}, measured on ${measured.date} in ${measured.region}`;
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}
