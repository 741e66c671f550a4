import { type KeyObject, sign } from 'node:crypto';
import { KEY } from '../../unit/support/handler';

export type Json = { readonly [name: string]: unknown };

/** The header or the claims of a token in the making. A list, as JSON text may name a member twice. */
export interface Part {
  members: (readonly [name: string, json: string])[];
  /** From JSON to what is encoded. */
  write: (json: string) => Buffer;
  /** From there to base64url. */
  spell: (bytes: Buffer) => string;
}

/** A token in the making, before and after it is signed. */
export interface Draft {
  readonly header: Part;
  readonly claims: Part;
  key: KeyObject;
  /** What becomes of it between Clerk and us. */
  send: (token: string) => string;
}

/** A token, and what was written into it. */
export interface Token {
  readonly text: string;
  /** Of header and claims, before they are encoded. */
  readonly bytes: readonly Buffer[];
  /** As any reader of JSON sees them: empty where there is no object, and the last of two members counts. */
  readonly header: Json;
  readonly claims: Json;
}

const part = (content: Json): Part => ({
  members: Object.entries(content).map(([name, value]) => [name, JSON.stringify(value)]),
  write: (json) => Buffer.from(json),
  spell: (bytes) => bytes.toString('base64url'),
});

export function draft(header: Json, claims: Json): Draft {
  return { header: part(header), claims: part(claims), key: KEY.privateKey, send: (token) => token };
}

export function mint({ header, claims, key, send }: Draft): Token {
  const bytes = [header, claims].map(bytesOf);
  const input = `${header.spell(bytes[0])}.${claims.spell(bytes[1])}`;
  const [parsedHeader, parsedClaims] = bytes.map(parse);
  const signature = sign(hashOf(parsedHeader.alg), Buffer.from(input), key).toString('base64url');
  return { text: send(`${input}.${signature}`), bytes, header: parsedHeader, claims: parsedClaims };
}

export function bytesOf({ members, write }: Part): Buffer {
  return write(`{${members.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`);
}

/** So that a token for another algorithm is refused for its name, and not for a signature that does not fit it. */
function hashOf(alg: unknown): string {
  return alg === 'RS384' || alg === 'RS512' ? `RSA-SHA${alg.slice(2)}` : 'RSA-SHA256';
}

function parse(bytes: Buffer): Json {
  try {
    const value = JSON.parse(bytes.toString().replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}
