import { type Caller, callerOf } from '../lambda/caller/caller';
import { isObject, isStringArray, type JsonObject, own } from '../lambda/shared/json';
import type { PolicyTokenKind } from '../src/policy/policy-document';
import { invalidContext } from './get-auth-error';

/** No token that the authorizer accepts has claims of more characters than a token may have. */
const MAX_CLAIMS_LENGTH = 8192;

const KINDS: PolicyTokenKind[] = ['session', 'oauth', 'm2m', 'template'];
const TEXTS = ['userId', 'sessionId', 'orgId', 'orgSlug', 'orgRole'];
const BOOLEANS = new Map<unknown, boolean>([
  ['true', true],
  ['false', false],
]);

/** Reads the context of the Lambda authorizer of an HTTP API. `undefined` means an anonymous caller, which the route allows. */
export function callerOfContext(context: JsonObject, field: string): Caller | undefined {
  const { isAuthenticated } = context;
  if (typeof isAuthenticated !== 'boolean') invalidContext(`${field}.isAuthenticated`, 'a boolean', isAuthenticated);
  if (!isAuthenticated) return undefined;
  const { tokenKind: kind, claims, permissions } = context;
  if (!isKind(kind)) invalidContext(`${field}.tokenKind`, `one of ${KINDS.join(', ')}`, kind);
  if (!isObject(claims) || !isShort(claims)) {
    invalidContext(`${field}.claims`, `an object of at most ${MAX_CLAIMS_LENGTH} characters of JSON`, claims);
  }
  for (const name of TEXTS) {
    const text = own(context, name);
    if (text !== undefined && typeof text !== 'string') invalidContext(`${field}.${name}`, 'a string', text);
  }
  if (permissions !== undefined && !isStringArray(permissions)) {
    invalidContext(`${field}.permissions`, 'a list of strings', permissions);
  }
  const caller = callerOf(claims, kind);
  const identity = { userId: caller.userId, sessionId: caller.sessionId, orgId: caller.organization?.id };
  for (const [name, value] of Object.entries(identity)) {
    if (own(context, name) !== value) invalidContext(`${field}.${name}`, 'what the claims say', own(context, name));
  }
  return caller;
}

/** Reads the context of a REST or WebSocket API, where every member is text. */
export function callerOfFlatContext(context: JsonObject, field: string): Caller | undefined {
  const { isAuthenticated, claims, permissions } = context;
  return callerOfContext(
    {
      ...context,
      isAuthenticated: BOOLEANS.get(isAuthenticated) ?? isAuthenticated,
      claims: typeof claims === 'string' && claims.length <= MAX_CLAIMS_LENGTH ? parse(claims) : claims,
      permissions: typeof permissions === 'string' ? permissions.split(',') : permissions,
    },
    field,
  );
}

function isKind(value: unknown): value is PolicyTokenKind {
  return (KINDS as unknown[]).includes(value);
}

function isShort(claims: JsonObject): boolean {
  try {
    return JSON.stringify(claims).length <= MAX_CLAIMS_LENGTH;
  } catch {
    return false; // nested too deeply to be written, which no token is
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
