import { dirname } from 'node:path';
import { ASSETS } from '../assets';
import { fail } from './diagnostics';

/** Each copy of this package finds the mark of every other copy under this symbol. */
const COPY = Symbol.for('cdk-clerk-authorizer.copy');

interface PackageCopy {
  readonly folder: string;
}

const THIS_COPY: PackageCopy = { folder: dirname(ASSETS) };

/** Marks the values of a class with the copy of this package that they come from. */
export function markCopy({ prototype }: { readonly prototype: object }): void {
  Object.defineProperty(prototype, COPY, { value: THIS_COPY });
}

/**
 * Fails on a value, or a list with one, that another copy of this package made. Its class is another one, so the
 * message would otherwise be that of a value of the wrong type, which does not name the cause.
 */
export function checkCopy(prop: string, got: unknown): void {
  const values: unknown[] = Array.isArray(got) ? got : [got];
  const other = values.map(copyOf).find((copy) => copy !== undefined && copy !== THIS_COPY);
  if (!other) return;
  fail('Package.secondCopy', {
    what: `'${prop}' comes from a second copy of this package, with classes of its own: that one is ${other.folder}, and this one is ${THIS_COPY.folder}`,
    fix: 'list who installs each by npm ls cdk-clerk-authorizer, ask for the same version everywhere, and run npm dedupe',
  });
}

function copyOf(value: unknown): PackageCopy | undefined {
  return typeof value === 'object' && value !== null ? (value as { [COPY]?: PackageCopy })[COPY] : undefined;
}
