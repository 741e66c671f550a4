import { sign } from 'node:crypto';
import { encode, HEADER, KEY, mint, sessionClaims } from '../../unit/support/handler';

/** The claims of the user that an attacker wants to impersonate. */
export const VICTIM = sessionClaims({ sub: 'user_victim_of_all', sid: 'sess_victim_of_all' });

/** A valid token, and its three parts. */
export const GOOD = mint(VICTIM);
export const [GOOD_HEADER, GOOD_PAYLOAD, GOOD_SIGNATURE] = GOOD.split('.');
export const GOOD_INPUT = `${GOOD_HEADER}.${GOOD_PAYLOAD}`;

/** Signs a header and a payload with Clerk's key, whatever they contain: the strongest form of an attack on the encoding. */
export function signedParts(header: string, payload: string, key = KEY.privateKey): string {
  const input = `${header}.${payload}`;
  // latin1, because the function also keeps one byte of each character.
  return `${input}.${sign('RSA-SHA256', Buffer.from(input, 'latin1'), key).toString('base64url')}`;
}

/** The same for bytes, which need not be UTF-8. */
export function signedBytes(
  payload: Buffer,
  header = Buffer.from(JSON.stringify(HEADER)),
  key = KEY.privateKey,
): string {
  return signedParts(header.toString('base64url'), payload.toString('base64url'), key);
}

/** Returns the encoded header of Clerk with some parameters changed. */
export function headerWith(changes: object): string {
  return encode({ ...HEADER, ...changes });
}

/** Returns JSON with a member that no object literal can have: a duplicate name, or `__proto__`. */
export function withMember(object: object, member: string): string {
  return `${JSON.stringify(object).slice(0, -1)},${member}}`;
}
