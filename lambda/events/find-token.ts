import type { PolicySettings, PolicyTokenSource } from '../../src/policy/policy-document';
import { own } from '../shared/json';
import { refuse, unsupported } from '../shared/refusal';
import { OPAQUE, parseObject } from '../token/jws';
import type { Carrier } from './carrier';

/** Clerk and API Gateway also accept a token without its scheme. */
const BEARER = /^(?:bearer +)?([^ ]*)$/i;
const AUTHORIZATION: PolicyTokenSource[] = [{ in: 'header', name: 'authorization' }];

/** `eyJ` is how base64url encodes `{"`. No registered subprotocol begins with it. */
const JWT = /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/;

/** Clerk tells instances on one domain apart by eight characters of a hash of the publishable key. */
const COOKIE_SUFFIX = /^_[\w-]{8}$/;

/**
 * Returns the token of the first source that has a value. An invalid token is refused without trying the next source;
 * falling through would let an attacker who can plant a token there (e.g. a cookie) choose the identity.
 */
export function findToken(
  { tokenSources = AUTHORIZATION, issuer }: Pick<PolicySettings, 'tokenSources' | 'issuer'>,
  request: Carrier,
): string | undefined {
  for (const { in: place, name } of tokenSources) {
    const token =
      place === 'cookie'
        ? cookieToken(requireStrings(request.cookies()), name, issuer)
        : place === 'protocol'
          ? protocolToken(requireStrings(request.header('sec-websocket-protocol')))
          : bearerToken(requireStrings(place === 'header' ? request.header(name) : request.query(name)));
    if (token !== undefined) return token;
  }
  return undefined;
}

/** Returns the token of a TOKEN authorizer. API Gateway sends the value of the header without its name. */
export function headerToken({ tokenSources = AUTHORIZATION }: PolicySettings, value: unknown): string | undefined {
  if (tokenSources.length > 1 || tokenSources[0].in !== 'header') unsupported();
  return bearerToken(requireStrings([value]));
}

function bearerToken(values: string[]): string | undefined {
  // Repeated values are ambiguous and refused. API Gateway may join them with commas.
  if (values.length > 1 || values[0]?.includes(',')) refuse('authorization-ambiguous');
  const [value] = values;
  if (!value) return undefined;
  const [, token] = BEARER.exec(value) ?? refuse('authorization-scheme');
  return token;
}

/**
 * Finds the token in `new WebSocket(url, ['clerk', token])`.
 * Browsers cannot set headers on a WebSocket; the subprotocol list is the only channel.
 */
function protocolToken(values: string[]): string | undefined {
  const tokens = values
    .flatMap((value) => value.split(','))
    .map((entry) => entry.trim())
    .filter((entry) => JWT.test(entry) || OPAQUE.test(entry));
  return tokens.length > 1 ? refuse('authorization-ambiguous') : tokens[0];
}

/**
 * Clerk writes a session token into both `__session` and `__session_<suffix>`. Another instance with a front end on the
 * same domain does the same, and the last one to write owns the cookie without a suffix. Of several tokens, those of
 * our issuer are preferred, and of these the ones with a suffix. The claims are not verified yet: they select a token
 * and grant nothing.
 */
function cookieToken(headers: string[], name: string, issuer: string): string | undefined {
  const tokens = new Map<string, boolean>();
  // Only the white space that HTTP allows is trimmed, so that look-alikes of the name do not match.
  for (const cookie of headers.join(';').split(';')) {
    const [key, value] = cookie.replace(/^[ \t]+/, '').split(/=(.*)/s);
    const hasSuffix = key.startsWith(name) && COOKIE_SUFFIX.test(key.slice(name.length));
    if (value && (hasSuffix || key === name)) tokens.set(value, hasSuffix || tokens.get(value) === true);
  }
  const all = [...tokens.keys()];
  if (all.length < 2) return all[0];
  const ours = all.filter((token) => hasIssuer(token, issuer));
  const withSuffix = ours.filter((token) => tokens.get(token));
  const [token, another] = withSuffix.length > 0 ? withSuffix : ours;
  if (another) refuse('authorization-ambiguous');
  return token ?? refuse('token-invalid-issuer');
}

function hasIssuer(token: string, issuer: string): boolean {
  try {
    return own(parseObject(token.split('.')[1]), 'iss') === issuer;
  } catch {
    return false; // not a JWT
  }
}

/** Drops missing values, and refuses values that are not strings. */
function requireStrings(values: unknown[]): string[] {
  const present = values.filter((value) => value !== undefined);
  return present.every((value) => typeof value === 'string') ? present : unsupported();
}
