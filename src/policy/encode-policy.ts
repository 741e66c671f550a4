import { brotliCompressSync } from 'node:zlib';
import { Token } from 'aws-cdk-lib';
import { fail } from '../diagnostics/diagnostics';
import type { PolicyDocument } from './policy-document';

/** Lambda allows 4 KB for the names and values of all variables. The rest is left to variables of the user. */
const MAX_BYTES = 3584;

/**
 * Encodes the policy document for an environment variable: as plain JSON if it fits, which is readable in the console, and
 * otherwise with compressed rules and routes. Issuer, audience and authorized parties may be known only at deployment, so
 * they are never compressed.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export function encodePolicy(document: PolicyDocument): string {
  const plain = JSON.stringify(document);
  if (Buffer.byteLength(plain) <= MAX_BYTES) return plain;
  const { rules, routes, ...rest } = document;
  const text = JSON.stringify({ rules, routes });
  if (Token.isUnresolved(text)) {
    fail('Policy.unresolved', {
      what: `'access' rules of ${Buffer.byteLength(plain)} bytes cannot be compressed, because they contain values that are known only at deployment`,
      fix: 'write the values themselves into the rules, or split the API in two',
    });
  }
  const packed = JSON.stringify({ ...rest, packed: brotliCompressSync(text).toString('base64') });
  const bytes = Buffer.byteLength(packed);
  if (bytes > MAX_BYTES) {
    fail('Policy.tooLarge', {
      what: `'routes' take ${bytes} bytes of at most ${MAX_BYTES}: ${Object.keys(routes).length} routes with ${rules.length} rules`,
      fix: 'share one rule among routes, protect {proxy+} routes instead of many single ones, or split the API in two',
    });
  }
  return packed;
}
