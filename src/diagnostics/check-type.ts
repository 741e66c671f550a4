import { fail } from './diagnostics';

/** JavaScript lets anything through, and what is not understood would not be enforced. */
export function checkType(isRight: boolean, prop: string, got: unknown, fix: string): void {
  if (isRight) return;
  fail('Props.type', { what: `'${prop}' is not of the type that it takes`, got: typeof got, fix });
}
