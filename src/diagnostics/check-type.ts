import { fail } from './diagnostics';
import { checkCopy } from './package-copy';

/** Fails on a value of the wrong type. JavaScript does not check types, and such a value would not be enforced. */
export function checkType(isExpectedType: boolean, prop: string, got: unknown, fix: string): void {
  if (isExpectedType) return;
  checkCopy(prop, got);
  fail('Props.type', { what: `'${prop}' is not of the type that it takes`, got: typeof got, fix });
}
