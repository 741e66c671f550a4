import type { OutgoingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import type { Answer } from './question';

/** Sends a request. It does not use `fetch`, which refuses some methods and normalizes paths. */
export function call(
  apiUrl: string | undefined,
  method: string,
  path: string,
  headers: OutgoingHttpHeaders = {},
): Promise<Answer> {
  const { hostname, pathname } = new URL(apiUrl ?? '');
  const target = { hostname, method, path: pathname.replace(/\/$/, '') + path, headers, timeout: 20_000 };
  return new Promise((resolve, reject) => {
    const outgoing = request(target, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    outgoing.once('timeout', () => outgoing.destroy(new Error('timeout')));
    outgoing.once('error', reject).end();
  });
}
