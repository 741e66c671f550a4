import { Annotations, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { DiagnosticId } from './registry';
import { redactSecrets } from './secrets';

/** The prefix of every id, so that a search for it finds the package. */
const PREFIX = 'cdk-clerk-authorizer:';

/** The parts of an error or warning message. */
export interface Diagnostic {
  /** The rule that was broken, beginning with the quoted name of the prop. */
  readonly what: string;
  /** The value that was given. Omitted if the whole value is a secret. */
  readonly got?: unknown;
  /** The corrected line, or what to do. */
  readonly fix: string;
}

/** Throws an error. */
export function fail(id: DiagnosticId, diagnostic: Diagnostic): never {
  throw new Error(diagnose(id, diagnostic));
}

/** Returns the text of an error, for CDK's validation phase. */
export function diagnose(id: DiagnosticId, diagnostic: Diagnostic): string {
  return `${describe(diagnostic)} [${PREFIX}${id}]`;
}

/** Adds a warning to a construct. `Annotations.of(scope).acknowledgeWarning(id)` silences it. */
export function warn(scope: IConstruct, id: DiagnosticId, diagnostic: Diagnostic): void {
  Annotations.of(scope).addWarningV2(`${PREFIX}${id}`, describe(diagnostic));
}

const WARNED = new WeakMap<Stack, Set<string>>();

/** Adds a warning unless its stack has the same one, of another authorizer of the same Clerk instance. */
export function warnOnce(scope: IConstruct, id: DiagnosticId, diagnostic: Diagnostic): void {
  const stack = Stack.of(scope);
  const warned = WARNED.get(stack) ?? new Set();
  WARNED.set(stack, warned);
  const text = diagnose(id, diagnostic);
  if (warned.has(text)) return;
  warned.add(text);
  warn(scope, id, diagnostic);
}

/** Adds advice to a construct. `Annotations.of(scope).acknowledgeInfo(id)` silences it. */
export function advise(scope: IConstruct, id: DiagnosticId, diagnostic: Diagnostic): void {
  Annotations.of(scope).addInfoV2(`${PREFIX}${id}`, describe(diagnostic));
}

/** Every part may repeat a given value, so secrets are redacted in all of them: messages end up in build logs. */
function describe(diagnostic: Diagnostic): string {
  const [what, fix] = [diagnostic.what, diagnostic.fix].map(redactSecrets);
  const got = 'got' in diagnostic ? `, got ${shorten(redactSecrets(write(diagnostic.got)))}` : '';
  return `${what}${got}; ${fix}`;
}

/** Returns a value as its author wrote it. */
function write(value: unknown): string {
  return typeof value === 'string' || Array.isArray(value) ? JSON.stringify(value) : String(value);
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
