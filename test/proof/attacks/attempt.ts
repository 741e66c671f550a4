import { subscribe } from 'node:diagnostics_channel';
import { expect } from 'vitest';
import { download as fromNetwork } from '../../../lambda/keys/download';
import type { Download } from '../../../lambda/keys/jwks-cache';
import { isObject } from '../../../lambda/shared/json';
import type { PolicyDocument } from '../../../src/policy/policy-document';
import { newHandler } from '../../unit/support/handler';
import { allows } from '../../unit/support/iam';

/** Shorter text of a token may stand in a log by chance. */
const MIN_SECRET_LENGTH = 8;

const INHERITED = Object.getOwnPropertyNames(Object.prototype);

let connections = 0;
subscribe('net.client.socket', () => {
  connections++;
});

/** How often this process has opened a connection, whoever asked for it. */
export function connectionsSoFar(): number {
  return connections;
}

/** `granted`, or the reason why not; fails where a refusal is not clean, whatever the reason. */
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
  const [{ reason }] = entries as [{ reason: string }];
  if (isObject(response)) expect(response.context).toEqual({ reason });
  const written = JSON.stringify(entries);
  expect(secretsOf(event).filter((secret) => written.includes(secret))).toEqual([]);
  return reason;
}

/** As API Gateway would read it. */
function isGrant(response: unknown, event: unknown): boolean {
  if (!isObject(response)) return false;
  if (!('policyDocument' in response)) return response.isAuthorized === true;
  return allows(response, (event as { methodArn: string }).methodArn);
}

/** Every text that a caller has written into a request: the parts of tokens, and the values in them. */
function secretsOf(event: unknown): string[] {
  const { headers, multiValueHeaders, cookies, queryStringParameters, authorizationToken } = event as never;
  const written = textsIn([headers, multiValueHeaders, cookies, queryStringParameters, authorizationToken]);
  const parts = written.flatMap((text) => [text, ...text.split(/[\s.,;="]+/)]);
  const decoded = parts.flatMap((part) => textsIn(parsed(Buffer.from(part, 'base64url').toString())));
  return [...parts, ...decoded].filter((text) => text.length >= MIN_SECRET_LENGTH);
}

function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  const rest = [value];
  // By a list, since bombs are among these: recursion would exhaust the stack of the test.
  while (rest.length > 0) {
    const next = rest.pop();
    if (typeof next === 'string') texts.push(next);
    else if (typeof next === 'object' && next !== null) rest.push(...Object.values(next));
  }
  return texts;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
