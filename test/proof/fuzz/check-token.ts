import { ok } from 'node:assert/strict';
import { isSignedBy } from '../../../lambda/keys/keys';
import { parseJws, parseObject } from '../../../lambda/token/jws';
import { kindOfHeader } from '../../../lambda/token/token-kind';
import { unlessRefused } from './ignore-refusal';
import { PUBLIC_KEY } from './key';
import { SIGNED } from './tokens';

const SIGNATURE_BYTES = 256;

/**
 * Takes a token apart as the function does. Whatever comes out must say what went in, in the one way that encodes back to it,
 * and a signature may hold for none but the tokens that were signed. Returns whether it does.
 */
export function checkToken(token: string): boolean {
  const parsed = unlessRefused(() => {
    const jws = parseJws(token);
    return { jws, kind: kindOfHeader(jws.header), claims: parseObject(jws.payload) };
  });
  if (!parsed) return false;
  const { jws, claims } = parsed;
  const { alg, ...rest } = jws.header;
  ok(alg === 'RS256' && !Object.hasOwn(rest, 'crit') && !Object.hasOwn(rest, 'b64'), 'a header of another meaning');
  ok(typeof claims === 'object' && !Array.isArray(claims), 'claims that are no object');
  ok(`${jws.signingInput}.${jws.signature.toString('base64url')}` === token, 'another spelling of the same token');
  if (jws.signature.length !== SIGNATURE_BYTES || !isSignedBy(jws, PUBLIC_KEY)) return false;
  ok(SIGNED.has(token), 'nobody has signed this token');
  return true;
}
