import { subscribe } from 'node:diagnostics_channel';
import { expect } from 'vitest';
import { download as fromNetwork } from '../../../lambda/keys/download';
import type { Download } from '../../../lambda/keys/jwks-cache';
import { isObject } from '../../../lambda/shared/json';
import type { PolicyDocument } from '../../../src/policy/policy-document';
import { newHandler } from '../../unit/support/handler';
import { allows } from '../../unit/support/iam';

/** Strings that are shorter could appear in a log entry by coincidence. */
const MIN_SECRET_LENGTH = 8;

const INHERITED = Object.getOwnPropertyNames(Object.prototype);

let connections = 0;
subscribe('net.client.socket', () => {
  connections++;
});

/** The number of connections that this process has opened. */
export function openedConnections(): number {
  return connections;
}

interface Entry extends Record<string, unknown> {
  readonly reason: string;
}

/** The fields of the log that API Gateway has set in the event, and those that describe the rule of the route. */
const FIELDS_OF_API = ['apiKind', 'apiId', 'stage', 'routeKey', 'httpMethod', 'requestId'];
const FIELDS_OF_POLICY = ['rule', 'unmetPart'];

/** The reasons for which a token is refused before its signature is verified, or because of it. */
const BEFORE_SIGNATURE = [
  'authorization-ambiguous',
  'opaque-token',
  'token-too-large',
  'token-invalid',
  'token-invalid-algorithm',
  'jwk-kid-mismatch',
  'token-invalid-signature',
];

/**
 * Sends an event to a new handler and returns `granted` or the reason of the refusal. Fails if the refusal is not clean: it
 * throws, pollutes `Object.prototype`, logs more than one entry, or logs a part of the token.
 */
export async function attempt(
  event: unknown,
  document: PolicyDocument,
  download: Download = fromNetwork,
): Promise<string> {
  const { handle, entries } = newHandler(document, { download });
  const response: unknown = await handle(event).catch((error) => {
    expect(String(error)).toBe('Error: Unauthorized');
    return undefined;
  });
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(INHERITED);
  if (isGrant(response, event)) {
    expect(entries).toEqual([]);
    return 'granted';
  }
  expect(entries).toHaveLength(1);
  const [entry] = entries as [Entry];
  const { reason } = entry;
  if (isObject(response)) expect(response.context).toEqual({ reason });
  expectNothingOfTheToken(entry, event);
  return reason;
}

/** Fails if the log contains a text of the caller, other than the ids of the key, of the user and of the organization. */
function expectNothingOfTheToken(entry: Entry, event: unknown): void {
  const { kid, sub, orgId, ...fields } = entry;
  for (const name of [...FIELDS_OF_API, ...FIELDS_OF_POLICY]) delete fields[name];
  const log = JSON.stringify(fields);
  expect(secretsOf(event).filter((secret) => log.includes(secret))).toEqual([]);
  expect(kid ?? '').toMatch(/^[\w-]{0,64}$/);
  expect(`${sub ?? 'user_1'} ${orgId ?? 'org_1'}`).toMatch(/^(user|mch)_\w{1,64} org_\w{1,64}$/);
  if (BEFORE_SIGNATURE.includes(entry.reason)) expect([sub, orgId]).toEqual([undefined, undefined]);
}

/** Whether API Gateway would grant the request. */
function isGrant(response: unknown, event: unknown): boolean {
  if (!isObject(response)) return false;
  if (!('policyDocument' in response)) return response.isAuthorized === true;
  return allows(response, (event as { methodArn: string }).methodArn);
}

/** The strings that a caller controls: headers, cookies and parameters, the parts of tokens and the claims in them. */
function secretsOf(event: unknown): string[] {
  const { headers, multiValueHeaders, cookies, queryStringParameters, authorizationToken } = event as never;
  const sent = stringsIn([headers, multiValueHeaders, cookies, queryStringParameters, authorizationToken]);
  const parts = sent.flatMap((text) => [text, ...text.split(/[\s.,;="]+/)]);
  const decoded = parts.flatMap((part) => stringsIn(parsed(Buffer.from(part, 'base64url').toString())));
  return [...parts, ...decoded].filter((text) => text.length >= MIN_SECRET_LENGTH);
}

function stringsIn(value: unknown): string[] {
  const strings: string[] = [];
  const rest = [value];
  // Iterative, because some attacks are nested so deeply that recursion would exhaust the stack of the test.
  while (rest.length > 0) {
    const next = rest.pop();
    if (typeof next === 'string') strings.push(next);
    else if (typeof next === 'object' && next !== null) rest.push(...Object.values(next));
  }
  return strings;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
