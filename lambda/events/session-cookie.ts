import { createHash } from 'node:crypto';
import type { PolicySettings } from '../../src/policy/policy-document';
import { isFiniteNumber, type JsonObject, own } from '../shared/json';
import { parseObject } from '../token/jws';

type Instance = Pick<PolicySettings, 'issuer' | 'publishableKey'>;

/** Clerk's hosts of development instances: the current form, and older ones. */
const DEVELOPMENT_HOST = /^([a-z]+-){2}\d{1,2}\.clerk\.accounts[a-z.]*(dev|com)$/;
const LEGACY_DEVELOPMENT_HOST = /^clerk\..*\.(lcl\.dev|lclstage\.dev|(?<!\.prod\.)lclclerk\.com)$/;

/**
 * Returns the session token that Clerk's SDK would read. Clerk writes it into both `__session` and `__session_<suffix>`,
 * and other instances with a front end on the same domain overwrite the one without a suffix. The claims are not
 * verified yet: they select a token and grant nothing.
 */
export function sessionCookie(headers: string[], name: string, instance: Instance): string | undefined {
  const cookies = cookiesOf(headers);
  const plain = cookies.get(name) || undefined;
  const suffixed = cookies.get(`${name}_${suffixOf(instance)}`) || undefined;
  if (plain === undefined) return suffixed;
  const claims = claimsOf(plain);
  if (!own(claims, 'iss')) return plain; // as Clerk's SDK does; it is then refused
  if (own(claims, 'iss') !== instance.issuer) return suffixed;
  if (suffixed === undefined) return plain;
  return issuedAt(claims) > issuedAt(claimsOf(suffixed)) ? plain : suffixed;
}

/** The first of several cookies with the same name counts, as in Clerk's SDK. */
function cookiesOf(headers: string[]): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const cookie of headers.join(';').split(';')) {
    const [name, value] = cookie.split(/=(.*)/s).map(trim);
    if (value !== undefined && !cookies.has(name)) cookies.set(name, value);
  }
  return cookies;
}

/** Only the white space that HTTP allows is removed, so that look-alikes of a name do not match. */
function trim(text: string): string {
  return text.replace(/^[ \t]+/, '').replace(/(?<![ \t])[ \t]+$/, '');
}

/** Clerk tells the instances of one domain apart by eight characters of a hash of the publishable key. */
function suffixOf({ issuer, publishableKey = publishableKeyOf(new URL(issuer).host) }: Instance): string {
  return createHash('sha1').update(publishableKey).digest('base64url').slice(0, 8);
}

/** Returns the publishable key that Clerk issues for a host of the Frontend API. */
function publishableKeyOf(host: string): string {
  const isDevelopment = DEVELOPMENT_HOST.test(host) || LEGACY_DEVELOPMENT_HOST.test(host);
  const encoded = Buffer.from(`${host}$`).toString('base64').replace(/=+$/, '');
  return `pk_${isDevelopment ? 'test' : 'live'}_${encoded}`;
}

/** Returns the unverified claims, which are empty if the value is not a JWT. */
function claimsOf(token: string): JsonObject {
  const parts = token.split('.', 4);
  try {
    return parts.length === 3 ? parseObject(parts[1]) : {};
  } catch {
    return {};
  }
}

function issuedAt(claims: JsonObject): number {
  const iat = own(claims, 'iat');
  return isFiniteNumber(iat) ? iat : 0;
}
