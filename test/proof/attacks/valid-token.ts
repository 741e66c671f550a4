import { sign } from 'node:crypto';
import { encode, HEADER, KEY, mint, sessionClaims } from '../../unit/support/handler';

/** Claims of a token that an attacker would like to have. */
export const VICTIM = sessionClaims({ sub: 'user_victim_of_all', sid: 'sess_victim_of_all' });

/** The three parts of a good token. */
export const GOOD = mint(VICTIM);
export const [GOOD_HEADER, GOOD_PAYLOAD, GOOD_SIGNATURE] = GOOD.split('.');
export const GOOD_INPUT = `${GOOD_HEADER}.${GOOD_PAYLOAD}`;

/** Signed by Clerk's key as they are, whatever they are: the strongest form of an attack on how a token is written. */
export function signedParts(header: string, payload: string, key = KEY.privateKey): string {
  const input = `${header}.${payload}`;
  // As the function reads it: of what is no ASCII, one byte is left.
  return `${input}.${sign('RSA-SHA256', Buffer.from(input, 'latin1'), key).toString('base64url')}`;
}

/** The same of bytes, which need not be text. */
export function signedBytes(
  payload: Buffer,
  header = Buffer.from(JSON.stringify(HEADER)),
  key = KEY.privateKey,
): string {
  return signedParts(header.toString('base64url'), payload.toString('base64url'), key);
}

/** A header as it is written by Clerk, with other values for some of its members. */
export function headerWith(changes: object): string {
  return encode({ ...HEADER, ...changes });
}

/** JSON with a member that no object literal could have: a second one of the same name, or `__proto__`. */
export function withMember(object: object, member: string): string {
  return `${JSON.stringify(object).slice(0, -1)},${member}}`;
}
