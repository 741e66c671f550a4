import {
  LOOPBACK,
  MAX_RULE_DEPTH,
  POLICY_VERSION,
  type PolicyDocument,
  type PolicyRoute,
  type PolicyRule,
  type PolicyValue,
} from '../../src/policy/policy-document';
import { has, isObject } from '../shared/json';
import { finite, listOf, mistake, object, oneOf, optional, type Parser, text } from './schema';

/** A policy of 300 routes unpacks to some 30 KB; what goes far beyond that is no policy. */
const MAX_UNPACKED_BYTES = 512 * 1024;

/** Reads the policy document, or throws: whatever this version does not know in full, it does not enforce in part. */
export function decodePolicy(json: string): PolicyDocument {
  const policy = parsePolicy(unpacked(JSON.parse(json)), 'policy');
  const { rules, routes, defaultRoute, tokenSources, authorizedParties } = policy;
  for (const [routeKey, route] of [...Object.entries(routes), ['defaultRoute', defaultRoute] as const]) {
    if (typeof route === 'number' && !has(rules, route)) mistake(routeKey, 'a rule');
  }
  for (const { in: place, name } of tokenSources ?? []) {
    // A browser sends a cookie with whatever page asks it to, so that its token has to come from one of our own.
    if (place === 'cookie' && !authorizedParties) mistake(name, 'authorizedParties');
  }
  return policy;
}

/** The document with its rules and routes, which may have been too long for an environment variable. */
function unpacked(document: unknown): unknown {
  if (!isObject(document) || document.packed === undefined) return document;
  const at = 'policy.packed';
  const { packed, rules, routes, ...rest } = document;
  if (rules !== undefined || routes !== undefined) mistake(at, 'nothing beside it');
  const { brotliDecompressSync } = process.getBuiltinModule('node:zlib'); // needed by large policies only
  const bytes = Buffer.from(text(packed, at), 'base64');
  const content = brotliDecompressSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES }).toString();
  return { ...rest, ...object({ rules: anything, routes: anything })(JSON.parse(content), at) };
}

const anything: Parser<unknown> = (value) => value;

const scalar: Parser<PolicyValue> = (value, at) => {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return finite(value, at);
};

const yes = oneOf(true);
const path = listOf(text);

/** Every operator with its operands; an operator that is not here is refused. */
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
  reverified: { level: oneOf('first_factor', 'second_factor', 'multi_factor'), afterMinutes: finite },
} satisfies { [Op in Exclude<PolicyRule['op'], 'allOf' | 'anyOf' | 'noneOf'>]: Record<string, Parser<unknown>> };

const GROUPS = ['allOf', 'anyOf', 'noneOf'];

function rule(depth: number): Parser<PolicyRule> {
  return (value, at) => {
    if (depth > MAX_RULE_DEPTH) mistake(at, `at most ${MAX_RULE_DEPTH} levels`);
    const op = isObject(value) && text(value.op, `${at}.op`);
    if (op && GROUPS.includes(op)) return object({ op: text, rules: listOf(rule(depth + 1)) })(value, at) as PolicyRule;
    if (!op || !has(OPERANDS, op)) mistake(`${at}.op`, 'a known operator');
    return object({ op: text, ...OPERANDS[op as keyof typeof OPERANDS] })(value, at) as PolicyRule;
  };
}

const route: Parser<PolicyRoute> = (value, at) =>
  Number.isInteger(value) ? (value as number) : oneOf('signedIn', 'optional')(value, at);

const routes: Parser<Record<string, PolicyRoute>> = (value, at) => {
  if (!isObject(value)) mistake(at, 'an object');
  return Object.fromEntries(
    Object.entries(value).map(([routeKey, entry]) => [routeKey, route(entry, `${at}.${routeKey}`)]),
  );
};

const rules: Parser<PolicyRule[]> = (value, at) =>
  Array.isArray(value) && value.length === 0 ? [] : listOf(rule(1))(value, at);

/** The keys of a Clerk instance must come from Clerk, hence TLS; on this machine there is nobody in between. */
const issuer: Parser<string> = (value, at) => {
  const { protocol, hostname, origin, pathname } = new URL(text(value, at));
  if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.test(hostname))) mistake(at, 'https://');
  const plain = pathname === '/' ? origin : `${origin}${pathname}`;
  return value === plain && !plain.endsWith('/') ? plain : mistake(at, 'a plain URL');
};

const parsePolicy: Parser<PolicyDocument> = object({
  v: oneOf(POLICY_VERSION),
  issuer,
  audience: listOf(text),
  keys: optional(listOf(object({ kty: oneOf('RSA'), n: text, e: text }))),
  tokenSources: optional(listOf(object({ in: oneOf('header', 'cookie', 'query', 'protocol'), name: text }))),
  tokenKinds: listOf(oneOf('session', 'oauth', 'm2m', 'template')),
  authorizedParties: optional(listOf(text)),
  allowMissingAzp: optional(yes),
  denyImpersonation: optional(yes),
  unauthenticated: oneOf('forbid', 'throw'),
  rules,
  routes,
  defaultRoute: optional(route),
  cached: optional(yes),
});
