import type { SignedInput } from '../keys/keys';
import { has, isObject, type JsonObject, own } from '../shared/json';
import { refuse } from '../shared/refusal';

/** It is not imported, because backend/ contains this file and an ES module that a user bundles has no `require`. */
const { isUtf8 } = process.getBuiltinModule('node:buffer');

/**
 * Maximum length in characters: twice the size of a browser cookie. API Gateway limits all headers together to 10 KB.
 */
const MAX_TOKEN_LENGTH = 8192;

/**
 * Three times the length of Clerk's header. The header is parsed before the signature is verified, so its size must be
 * bounded.
 */
const MAX_HEADER_LENGTH = 384;

/** Matches opaque OAuth access tokens and M2M tokens, and API keys. */
export const OPAQUE = /^(oat|mt|ak)_/;

/** A parsed compact JWS. The payload is still encoded and untrusted. */
export interface UnverifiedJws extends SignedInput {
  readonly header: JsonObject;
  /** Base64url; it must not be decoded before the signature is verified. */
  readonly payload: string;
}

/** A valid header, whose parameters are untrusted until the signature is verified. */
export interface JwsHeader {
  readonly text: string;
  readonly header: JsonObject;
  readonly kid: string | undefined;
}

/** The last valid header. Clerk sends the same one with every token of a kind, so most tokens need not parse theirs. */
let lastHeader: JwsHeader | undefined;

/**
 * Parses a compact serialization. It checks the form and the algorithm; the signature is not verified yet.
 *
 * @see https://datatracker.ietf.org/doc/html/rfc7515#section-5.2
 */
export function parseJws(token: string): UnverifiedJws {
  if (token.length > MAX_TOKEN_LENGTH) refuse('token-too-large');
  if (OPAQUE.test(token)) refuse('opaque-token');
  const parts = token.split('.', 4);
  if (parts.length !== 3) invalid();
  const { header, kid } = parseHeader(parts[0]);
  return {
    header,
    kid,
    signingInput: Buffer.from(token.slice(0, token.lastIndexOf('.')), 'latin1'),
    payload: parts[1],
    signature: decode(parts[2]),
  };
}

/** Returns the header of a token, whatever the rest of the token is. */
export function headerOf(token: string): JwsHeader {
  return parseHeader(token.split('.', 1)[0]);
}

function parseHeader(text: string): JwsHeader {
  if (lastHeader?.text !== text) lastHeader = decodeHeader(text);
  return lastHeader;
}

function decodeHeader(text: string): JwsHeader {
  if (text.length > MAX_HEADER_LENGTH) invalid();
  const header = parseObject(text);
  if (own(header, 'alg') !== 'RS256') refuse('token-invalid-algorithm');
  // Both parameters change how a signature is verified, and Clerk uses neither. Other unknown parameters must be
  // ignored.
  if (has(header, 'crit') || has(header, 'b64')) invalid();
  const kid = own(header, 'kid');
  if (kid !== undefined && typeof kid !== 'string') invalid();
  return { text, header, kid };
}

/** Decodes one part of a token. `JSON.parse` is iterative, so deep nesting cannot overflow the stack. */
export function parseObject(part: string): JsonObject {
  const bytes = decode(part);
  // Invalid UTF-8 is an error (RFC 7519); otherwise different tokens could decode to the same claims.
  if (!isUtf8(bytes)) invalid();
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString());
  } catch {
    // The value stays undefined and is refused below.
  }
  return isObject(value) ? value : invalid();
}

/** Node's decoder is lenient; only canonical base64url (which re-encodes to itself) is accepted. */
function decode(part: string): Buffer {
  const bytes = Buffer.from(part, 'base64url');
  return bytes.length > 0 && bytes.toString('base64url') === part ? bytes : invalid();
}

function invalid(): never {
  refuse('token-invalid');
}
