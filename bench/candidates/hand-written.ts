import { isUtf8 } from 'node:buffer';
import { createPublicKey, verify } from 'node:crypto';
import type { Claims } from './support/claims';
import { httpApiHandler } from './support/http-api';
import { AUDIENCE, ISSUER, PARTY, PEM, TOLERANCE_SECONDS } from './support/settings';

/** The lower bound: the checks of this package for this one policy, without configuration, reasons or logs. */
export const handler = httpApiHandler(claimsOf);

const KEY = createPublicKey(PEM);
const SESSION = 'cl_B7d4PD111AAA';

function claimsOf(token: string): Claims {
  const [head, payload, text, more] = token.split('.', 4);
  if (!text || more !== undefined || head.length > 1024) throw new TypeError('format');
  const { alg, crit, b64, cat, typ, kid } = parse(head);
  if (alg !== 'RS256' || crit !== undefined || b64 !== undefined) throw new TypeError('header');
  if (cat !== SESSION || typ !== 'JWT' || typeof kid !== 'string') throw new TypeError('kind');

  const signature = decode(text);
  const input = Buffer.from(token.slice(0, token.lastIndexOf('.')), 'latin1');
  if (!verify('RSA-SHA256', input, KEY, signature)) throw new TypeError('signature');

  const claims = parse(payload);
  const now = Date.now() / 1000;
  const { iss, exp, nbf, iat, aud, azp } = claims;
  if (iss !== ISSUER || azp !== PARTY) throw new TypeError('issuer');
  if (!isTime(exp) || !isTime(nbf) || !isTime(iat)) throw new TypeError('times');
  if (!(exp > now - TOLERANCE_SECONDS)) throw new TypeError('expired');
  if (nbf > now + TOLERANCE_SECONDS || iat > now + TOLERANCE_SECONDS) throw new TypeError('future');
  if (!(Array.isArray(aud) ? aud.includes(AUDIENCE) : aud === AUDIENCE)) throw new TypeError('audience');
  return claims;
}

function isTime(value: unknown): boolean {
  return value === undefined || Number.isFinite(value);
}

// biome-ignore lint/suspicious/noExplicitAny: comparisons check each member
function parse(part: string): any {
  const bytes = decode(part);
  if (!isUtf8(bytes)) throw new TypeError('encoding');
  return JSON.parse(bytes.toString());
}

function decode(part: string): Buffer {
  const bytes = Buffer.from(part, 'base64url');
  if (bytes.length === 0 || bytes.toString('base64url') !== part) throw new TypeError('encoding');
  return bytes;
}
