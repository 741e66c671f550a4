import {
  LOOPBACK,
  MAX_RULE_DEPTH,
  POLICY_VERSION,
  type PolicyDocument,
  type PolicyRoute,
  type PolicyRule,
  type PolicyValue,
  REVERIFICATION_LEVELS,
} from '../../src/policy/policy-document';
import { has, isObject } from '../shared/json';
import { finite, invalid, listOf, object, oneOf, optional, type Parser, text } from './schema';

/** A policy with 300 routes unpacks to about 30 KB. The limit bounds memory. */
const MAX_UNPACKED_BYTES = 512 * 1024;

/** Parses the policy document, or throws. Fails closed: an unknown member or operator rejects the whole document. */
export function decodePolicy(json: string): PolicyDocument {
  const policy = parsePolicy(unpacked(JSON.parse(json)), 'policy');
  const { rules, routes, defaultRoute, tokenSources, authorizedParties } = policy;
  for (const [routeKey, route] of [...Object.entries(routes), ['defaultRoute', defaultRoute] as const]) {
    if (typeof route === 'number' && !has(rules, route)) invalid(routeKey, 'a rule');
  }
  for (const { in: place, name } of tokenSources ?? []) {
    // A browser sends cookies with requests from any page (CSRF), so the token must be checked against our own origins.
    if (place === 'cookie' && !authorizedParties) invalid(name, 'authorizedParties');
  }
  return policy;
}

/** Decompresses the rules and routes, which the constructs pack when they are too long for an environment variable. */
function unpacked(document: unknown): unknown {
  if (!isObject(document) || document.packed === undefined) return document;
  const at = 'policy.packed';
  const { packed, rules, routes, ...rest } = document;
  if (rules !== undefined || routes !== undefined) invalid(at, 'no rules or routes beside it');
  // Only large policies need zlib, so it is not loaded when the function starts.
  const { brotliDecompressSync } = process.getBuiltinModule('node:zlib');
  const bytes = Buffer.from(text(packed, at), 'base64');
  const content = brotliDecompressSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES }).toString();
  return { ...rest, ...object({ rules: anything, routes: anything })(JSON.parse(content), at) };
}

const anything: Parser<unknown> = (value) => value;

const scalar: Parser<PolicyValue> = (value, at) => {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return finite(value, at);
};

const flag = oneOf(true);
const path = listOf(text);

/** The operands of every operator. Unknown operators are rejected. */
const OPERANDS = {
  equals: { claim: path, value: scalar },
  contains: { claim: path, value: scalar },
  oneOf: { claim: path, values: listOf(scalar) },
  exists: { claim: path },
  atLeast: { claim: path, value: finite },
  atMost: { claim: path, value: finite },
  hasRole: { role: text },
  hasPermission: { permission: text },
  hasFeature: { feature: text },
  hasPlan: { plan: text },
  hasScope: { scope: text },
  inOrganization: { ids: optional(listOf(text)) },
  reverified: { level: oneOf(...REVERIFICATION_LEVELS), afterMinutes: finite },
} satisfies { [Op in Exclude<PolicyRule['op'], 'allOf' | 'anyOf' | 'noneOf'>]: Record<string, Parser<unknown>> };

const GROUPS = ['allOf', 'anyOf', 'noneOf'];

function rule(depth: number): Parser<PolicyRule> {
  return (value, at) => {
    if (depth > MAX_RULE_DEPTH) invalid(at, `at most ${MAX_RULE_DEPTH} levels`);
    const op = isObject(value) && text(value.op, `${at}.op`);
    if (op && GROUPS.includes(op)) return object({ op: text, rules: listOf(rule(depth + 1)) })(value, at) as PolicyRule;
    if (!op || !has(OPERANDS, op)) invalid(`${at}.op`, 'a known operator');
    return object({ op: text, ...OPERANDS[op as keyof typeof OPERANDS] })(value, at) as PolicyRule;
  };
}

const route: Parser<PolicyRoute> = (value, at) =>
  Number.isInteger(value) ? (value as number) : oneOf('signedIn', 'optional')(value, at);

const routes: Parser<Record<string, PolicyRoute>> = (value, at) => {
  if (!isObject(value)) invalid(at, 'an object');
  return Object.fromEntries(
    Object.entries(value).map(([routeKey, entry]) => [routeKey, route(entry, `${at}.${routeKey}`)]),
  );
};

const rules: Parser<PolicyRule[]> = (value, at) =>
  Array.isArray(value) && value.length === 0 ? [] : listOf(rule(1))(value, at);

/**
 * The keys of a Clerk instance are fetched from the issuer, so it must use TLS; plain HTTP is allowed for loopback
 * only.
 */
const issuer: Parser<string> = (value, at) => {
  const { protocol, hostname, origin, pathname } = new URL(text(value, at));
  if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.test(hostname))) invalid(at, 'https://');
  const plain = pathname === '/' ? origin : `${origin}${pathname}`;
  return value === plain && !plain.endsWith('/') ? plain : invalid(at, 'a plain URL');
};

const parsePolicy: Parser<PolicyDocument> = object({
  v: oneOf(POLICY_VERSION),
  issuer,
  audience: listOf(text),
  keys: optional(listOf(object({ kty: oneOf('RSA'), n: text, e: text }))),
  tokenSources: optional(listOf(object({ in: oneOf('header', 'cookie', 'query', 'protocol'), name: text }))),
  tokenKinds: listOf(oneOf('session', 'oauth', 'm2m', 'template')),
  authorizedParties: optional(listOf(text)),
  allowMissingAzp: optional(flag),
  denyImpersonation: optional(flag),
  unauthenticated: oneOf('forbid', 'throw'),
  rules,
  routes,
  defaultRoute: optional(route),
  cached: optional(flag),
});
