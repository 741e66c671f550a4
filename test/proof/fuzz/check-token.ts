import { ok } from 'node:assert/strict';
import { isSignedBy } from '../../../lambda/keys/keys';
import { parseJws, parseObject } from '../../../lambda/token/jws';
import { kindOfHeader } from '../../../lambda/token/token-kind';
import { ignoreRefusal } from './ignore-refusal';
import { PUBLIC_KEY } from './key';
import { SIGNED } from './tokens';

const SIGNATURE_BYTES = 256;

/**
 * Parses a token like the function, and checks that the result re-encodes to the same token and that only tokens that the test
 * has signed have a valid signature. Returns whether the signature is valid.
 */
export function checkToken(token: string): boolean {
  const parsed = ignoreRefusal(() => {
    const jws = parseJws(token);
    return { jws, kind: kindOfHeader(jws.header), claims: parseObject(jws.payload) };
  });
  if (!parsed) return false;
  const { jws, claims } = parsed;
  const { alg, ...rest } = jws.header;
  ok(alg === 'RS256' && !Object.hasOwn(rest, 'crit') && !Object.hasOwn(rest, 'b64'), 'a header that must be refused');
  ok(typeof claims === 'object' && !Array.isArray(claims), 'the claims are not an object');
  ok(`${jws.signingInput}.${jws.signature.toString('base64url')}` === token, 'a non-canonical encoding of the token');
  if (jws.signature.length !== SIGNATURE_BYTES || !isSignedBy(jws, PUBLIC_KEY)) return false;
  ok(SIGNED.has(token), 'the test has not signed this token');
  return true;
}
