import { type KeyObject, sign } from 'node:crypto';
import { KEY } from '../../unit/support/handler';

export type Json = { readonly [name: string]: unknown };

/** The header or the claims of a draft. Members are a list, because JSON can contain a name twice. */
export interface Part {
  members: (readonly [name: string, json: string])[];
  /** Converts JSON to bytes. */
  serialize: (json: string) => Buffer;
  /** Converts bytes to base64url. */
  encode: (bytes: Buffer) => string;
}

/** A token before it is signed. Mutations change it. */
export interface Draft {
  readonly header: Part;
  readonly claims: Part;
  key: KeyObject;
  /** Changes the signed token. */
  finish: (token: string) => string;
}

/** A signed token and its content. */
export interface Token {
  readonly text: string;
  /** The bytes of header and claims before they are encoded. */
  readonly bytes: readonly Buffer[];
  /** As a JSON parser reads them: empty if it is not an object; the last of duplicate members counts. */
  readonly header: Json;
  readonly claims: Json;
}

const part = (content: Json): Part => ({
  members: Object.entries(content).map(([name, value]) => [name, JSON.stringify(value)]),
  serialize: (json) => Buffer.from(json),
  encode: (bytes) => bytes.toString('base64url'),
});

export function draft(header: Json, claims: Json): Draft {
  return { header: part(header), claims: part(claims), key: KEY.privateKey, finish: (token) => token };
}

export function mint({ header, claims, key, finish }: Draft): Token {
  const bytes = [header, claims].map(bytesOf);
  const input = `${header.encode(bytes[0])}.${claims.encode(bytes[1])}`;
  const [parsedHeader, parsedClaims] = bytes.map(parse);
  const signature = sign(hashOf(parsedHeader.alg), Buffer.from(input), key).toString('base64url');
  return { text: finish(`${input}.${signature}`), bytes, header: parsedHeader, claims: parsedClaims };
}

export function bytesOf({ members, serialize }: Part): Buffer {
  return serialize(`{${members.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`);
}

/** The hash for `alg`, so that a token with another algorithm has a valid signature and is refused because of `alg`. */
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
