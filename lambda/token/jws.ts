import { has, isObject, type JsonObject, own } from '../shared/json';
import { refuse } from '../shared/reasons';

/** Twice what fits in a browser's cookie; API Gateway itself stops at 10 KB for all headers. */
const MAX_TOKEN_LENGTH = 8192;

/** Three times the length of Clerk's header, which is read before the signature and thus whoever wrote it. */
const MAX_HEADER_LENGTH = 384;

/** OAuth access tokens, machine tokens and API keys that are no JWT. */
export const OPAQUE = /^(oat|mt|ak)_/;

/** Bytes that are no UTF-8 are an error, as RFC 7519 wants it: or else tokens that differ would read the same. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A compact JWS whose header is known to be one of Clerk's and whose payload nobody has looked at yet. */
export interface UnverifiedJws {
  readonly header: JsonObject;
  readonly kid: string | undefined;
  readonly signingInput: Buffer;
  /** Still encoded: it is not looked at before the signature holds. */
  readonly payload: string;
  readonly signature: Buffer;
}

/**
 * Takes a token apart without trusting any of it.
 *
 * @see https://datatracker.ietf.org/doc/html/rfc7515#section-5.2
 */
export function parseJws(token: string): UnverifiedJws {
  if (token.length > MAX_TOKEN_LENGTH) refuse('token-too-large');
  if (OPAQUE.test(token)) refuse('opaque-token');
  const parts = token.split('.', 4);
  if (parts.length !== 3 || parts[0].length > MAX_HEADER_LENGTH) invalid();
  const header = parseObject(parts[0]);
  if (own(header, 'alg') !== 'RS256') refuse('token-invalid-algorithm');
  // Both change what a signature means, and Clerk uses neither. Other unknown parameters are to be ignored.
  if (has(header, 'crit') || has(header, 'b64')) invalid();
  const kid = own(header, 'kid');
  if (kid !== undefined && typeof kid !== 'string') invalid();
  return {
    header,
    kid,
    signingInput: Buffer.from(token.slice(0, token.lastIndexOf('.')), 'latin1'),
    payload: parts[1],
    signature: decode(parts[2]),
  };
}

/** The object that a part of a token encodes. `JSON.parse` is iterative, so that no depth of nesting overflows the stack. */
export function parseObject(part: string): JsonObject {
  const bytes = decode(part);
  let value: unknown;
  try {
    value = JSON.parse(UTF8.decode(bytes));
  } catch {
    invalid();
  }
  return isObject(value) ? value : invalid();
}

/** Node ignores padding, white space and stray bits; only the one spelling that encodes back to itself is accepted. */
function decode(part: string): Buffer {
  const bytes = Buffer.from(part, 'base64url');
  return bytes.length > 0 && bytes.toString('base64url') === part ? bytes : invalid();
}

function invalid(): never {
  refuse('token-invalid');
}
