import { fail } from './diagnostics';
import { containsSecret } from './secrets';

/** Props are at most this many objects and lists deep: `routes`, a route, a list of the route. */
const MAX_DEPTH = 4;

/** Fails on a secret in the texts of props: they are published in the template, in outputs and in environment variables. */
export function checkNoSecrets(props: object): void {
  const secret = Object.entries(props).find(([, value]) => holdsSecret(value, MAX_DEPTH));
  if (!secret) return;
  fail('Props.secret', {
    what: `'${secret[0]}' contains what looks like a secret or private key, which the template would publish`,
    fix: 'remove it from the code and rotate it; no Clerk secret is needed here',
  });
}

/** Looks into lists and plain objects. Constructs and other class instances check their own values. */
function holdsSecret(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return containsSecret(value);
  if (depth === 0 || typeof value !== 'object' || value === null) return false;
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return (
    isPlain && Object.entries(value).some(([key, member]) => containsSecret(key) || holdsSecret(member, depth - 1))
  );
}
