import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal';

/** Where the page is served, and the secret of the run, which only the URL of the page has. */
export interface Site {
  /** The value of the `Host` header, such as `127.0.0.1:41234`. */
  readonly host: string;
  readonly secret: string;
}

/**
 * Refuses requests that another web site makes the browser send: a name that resolves to loopback (DNS rebinding) has another
 * `Host`, and a script on another page has another `Origin`.
 */
export function requireOwnSite({ method, headers }: IncomingMessage, { host }: Site): void {
  if (headers.host !== host) throw new Refusal(403, 'The Host header is not that of this page.');
  const isOwn = headers.origin === undefined ? method !== 'POST' : headers.origin === `http://${host}`;
  if (!isOwn) throw new Refusal(403, 'The request does not come from this page.');
}

/** Refuses programs of other users of this computer, which can reach loopback too. */
export function requireSecret({ headers }: IncomingMessage, { secret }: Site): void {
  const given = Buffer.from(String(headers['x-run-secret'] ?? ''));
  const expected = Buffer.from(secret);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new Refusal(401, 'The secret of the run is wrong: open the URL that the command printed last.');
  }
}
