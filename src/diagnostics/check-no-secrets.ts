import { fail } from './diagnostics';
import { containsSecret } from './secrets';
import { someText } from './some-text';

/** Fails on a secret in the texts of props: they are published in the template, in outputs and in environment variables. */
export function checkNoSecrets(props: object): void {
  const secret = Object.entries(props).find(([, value]) => someText(value, containsSecret));
  if (!secret) return;
  fail('Props.secret', {
    what: `'${secret[0]}' contains what looks like a secret or private key, which the template would publish`,
    fix: 'remove it from the code and rotate it; no Clerk secret is needed here',
  });
}
