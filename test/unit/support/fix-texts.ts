import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** A text that a message prints as the way to mend a mistake. */
export interface FixText {
  readonly file: string;
  readonly text: string;
}

/** What stands for a value in a template: texts, or the texts of the same file that match. Other values are `orders`. */
export type Samples = Record<string, string[] | RegExp>;

/** Returns the fix texts of the source files, with samples in place of the values of templates. */
export function fixTexts(samples: Samples): FixText[] {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.flatMap((file) => fixTextsOf(file, readFileSync(`src/${file}`, 'utf8'), samples));
}

/** Returns the fix texts of one source file: what is assigned to `fix`, and every text that has `write`. */
export function fixTextsOf(file: string, code: string, samples: Samples): FixText[] {
  const literals = textsOf(ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true));
  const fixes = literals.filter((node) => /(^|\s)write /.test(shape(node)) || isFix(node));
  const own = literals.filter(ts.isStringLiteralLike).map(({ text }) => text);
  const valuesOf = (name: string) => {
    const sample = samples[`${file} ${name}`] ?? samples[name] ?? ['orders'];
    return Array.isArray(sample) ? sample : own.filter((text) => sample.test(text));
  };
  return [...new Set(fixes.flatMap((node) => fill(node, valuesOf)))].map((text) => ({ file, text }));
}

type Text = ts.StringLiteralLike | ts.TemplateExpression;

function textsOf(node: ts.Node): Text[] {
  const own = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) ? [node] : [];
  const inner: Text[] = [];
  ts.forEachChild(node, (child) => void inner.push(...textsOf(child)));
  return [...own, ...inner];
}

/** Whether a text is the value of a property or variable named `fix`, or a branch of it. */
function isFix(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isConditionalExpression(parent)) return parent.condition !== node && isFix(parent);
  return (ts.isPropertyAssignment(parent) || ts.isVariableDeclaration(parent)) && /^fix$/i.test(parent.name.getText());
}

/** The text without its values. */
function shape(node: Text): string {
  return ts.isStringLiteralLike(node)
    ? node.text
    : [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('');
}

function fill(node: Text, valuesOf: (name: string) => string[]): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  let texts = [node.head.text];
  for (const { expression, literal } of node.templateSpans) {
    const branches = ts.isConditionalExpression(expression)
      ? [expression.whenTrue, expression.whenFalse]
      : [expression];
    const values = branches.flatMap((it) => (ts.isStringLiteralLike(it) ? it.text : valuesOf(it.getText())));
    texts = texts.flatMap((text) => values.map((value) => text + value + literal.text));
  }
  return texts;
}

/** Returns the lines of code that a fix text says to write. */
export function codeOf(text: string): string[] {
  const starts = [...text.matchAll(/(?<=(^|\s)(write|or|and|claim:|list:) )(new |'|\.|\w+: |[\w.]+\()/g)];
  return starts.map(({ index }) => untilProse(text.slice(index)));
}

/** Prose goes on after a line of code with one of these, outside brackets and quotes. */
const PROSE = /^(;|,? \(|,? (or|and|in|on|for|to|which|so|copied)\b|, (?!\w+: ))/;

function untilProse(text: string): string {
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "'") isQuoted = !isQuoted;
    if (isQuoted) continue;
    if ('([{'.includes(text[at])) depth++;
    if (')]}'.includes(text[at])) depth--;
    if (depth === 0 && PROSE.test(text.slice(at))) return text.slice(0, at);
  }
  return text;
}
