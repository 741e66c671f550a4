import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { DiagnosticId } from './registry';

/** The prefix of every id, so that a search for it finds the package. */
const PREFIX = 'cdk-clerk-authorizer:';

/** Clerk's secret keys and private keys: whoever reads the log of a build must not find them in it, wherever they were put. */
const SECRET = /\b(sk_(live|test)|ak|whsec)_\w+|-----BEGIN [^-]*PRIVATE KEY.*/gs;

/** What a message is made of: the rule, the value that broke it, and the line to write instead. */
export interface Finding {
  /** The rule that was broken, beginning with the quoted name of the prop. */
  readonly what: string;
  /** The value that was given. Left out where it is one secret as a whole. */
  readonly got?: unknown;
  /** The corrected line, or what to do. */
  readonly fix: string;
}

/** Throws; nothing that follows is created. */
export function fail(id: DiagnosticId, finding: Finding): never {
  throw new Error(diagnose(id, finding));
}

/** The text of an error, for CDK's validation phase. */
export function diagnose(id: DiagnosticId, finding: Finding): string {
  return `${describe(finding)} [${PREFIX}${id}]`;
}

/** Warns on a construct; `Annotations.of(scope).acknowledgeWarning(id)` silences it. */
export function warn(scope: IConstruct, id: DiagnosticId, finding: Finding): void {
  Annotations.of(scope).addWarningV2(`${PREFIX}${id}`, describe(finding));
}

function describe(finding: Finding): string {
  const got = 'got' in finding ? `, got ${show(finding.got)}` : '';
  return `${finding.what}${got}; ${finding.fix}`;
}

/** A value as its author wrote it, without secrets, and cut short so that a message stays readable. */
function show(value: unknown): string {
  const written = typeof value === 'string' || Array.isArray(value) ? JSON.stringify(value) : String(value);
  const text = written.replace(SECRET, '(secret)');
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
