import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { expect } from 'vitest';
import { createHandler, type Dependencies } from '../../../lambda/handler';
import type { PolicyDocument, PolicyKey } from '../../../src/policy/policy-document';

export const ISSUER = 'https://sensible-skunk-49.clerk.accounts.dev';
export const NOW = Date.UTC(2026, 0, 1) / 1000;
export const ROUTE = 'GET /orders';

export const CATEGORY = { session: 'cl_B7d4PD111AAA', template: 'cl_B7d4PD222AAA', m2m: 'cl_B7d4PD333AAA' };

export interface TestKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly jwk: PolicyKey;
}

export function newKey(modulusLength = 2048): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength });
  const { n, e } = publicKey.export({ format: 'jwk' }) as { n: string; e: string };
  return { privateKey, publicKey, jwk: { kty: 'RSA', n, e } };
}

export const KEY = newKey();
export const OTHER_KEY = newKey();

export const HEADER = { alg: 'RS256', typ: 'JWT', kid: 'ins_1', cat: CATEGORY.session };

/** Returns the claims of a valid session token; a change to `undefined` removes one. */
export function sessionClaims(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const times = { iat: NOW, nbf: NOW - 10, exp: NOW + 60 };
  const ids = { iss: ISSUER, aud: 'api', sub: 'user_1', sid: 'sess_1', azp: 'https://app.example.com' };
  return { v: 2, ...ids, ...times, fva: [0, -1], sts: 'active', ...changes };
}

export function encode(value: unknown): string {
  const bytes = Buffer.isBuffer(value) ? value : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  return bytes.toString('base64url');
}

/** Signs a token. Header and payload may be text or bytes, for content that no JSON library would write. */
export function mint(payload: unknown = sessionClaims(), header: unknown = HEADER, key = KEY.privateKey): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${sign('RSA-SHA256', Buffer.from(input), key).toString('base64url')}`;
}

export function policy(changes: Partial<PolicyDocument> = {}): PolicyDocument {
  return {
    v: 1,
    issuer: ISSUER,
    audience: ['api'],
    keys: [KEY.jwk],
    tokenKinds: ['session'],
    unauthenticated: 'forbid',
    routes: { [ROUTE]: 'signedIn' },
    ...changes,
  };
}

/** Returns the event of an HTTP API's authorizer with payload format 2.0. */
export function event(token?: string, routeKey = ROUTE): Record<string, unknown> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const [method] = routeKey.split(' ');
  const requestContext = { apiId: 'api1', stage: '$default', requestId: 'request-1', http: { method } };
  return { version: '2.0', type: 'REQUEST', routeKey, headers, requestContext };
}

/** The response to the authorizer of an HTTP API. */
interface SimpleResponse {
  readonly isAuthorized: boolean;
  readonly context: Record<string, unknown>;
}

/** Creates a handler at a fixed time; `entries` collects the decisions of its log, and `lines` everything in it. */
export function newHandler(document: PolicyDocument | string, dependencies: Partial<Dependencies> = {}) {
  const entries: object[] = [];
  const lines: object[] = [];
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  const noNetwork = () => Promise.reject(new Error('a network call'));
  const log = (line: string) => {
    const entry = JSON.parse(line);
    lines.push(entry);
    if (entry.decision) entries.push(entry);
  };
  const handle = createHandler(text, {
    now: () => NOW * 1000,
    download: noNetwork,
    log,
    environment: {},
    ...dependencies,
  });
  return { handle: handle as (event: unknown) => Promise<SimpleResponse>, entries, lines };
}

/** Handles one event; returns the response and the log. */
export async function answer(request: unknown, document = policy()) {
  const { handle, entries } = newHandler(document);
  return { response: await handle(request), entries };
}

/** Returns `granted`, or the reason of the refusal. */
export async function outcomeOf(token: string | undefined, document = policy()): Promise<unknown> {
  return outcomeOfEvent(event(token), document);
}

/** Returns the same for the event of any API. */
export async function outcomeOfEvent(request: unknown, document = policy()): Promise<unknown> {
  const { handle, entries } = newHandler(document);
  try {
    await handle(request);
  } catch (error) {
    expect(String(error)).toBe('Error: Unauthorized');
  }
  return entries.length > 0 ? (entries[0] as { reason: string }).reason : 'granted';
}
