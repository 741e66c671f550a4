import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import type { Outputs } from './deploy';
import type { RunningEmulator } from './emulator';

/** An API deployed to the emulator. */
export interface Api {
  /** The URL for curl and browsers, which resolve every name under `localhost`. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** The stage as a path prefix, for example `/prod`; empty for the default stage of an HTTP API. */
  readonly stage: string;
}

/** The request headers that authenticate a caller, for example `authorization`. */
export type Credentials = Record<string, string>;

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Returns the APIs whose URLs are stack outputs with a name ending in `Url`, by the name of the output. */
export function apisOf({ port }: RunningEmulator, outputs: Outputs): Record<string, Api> {
  const urls = Object.entries(outputs).filter(([name]) => name.endsWith('Url'));
  return Object.fromEntries(urls.map(([name, url]) => [name, apiOf(url, port)]));
}

/** Translates the URL of an API on AWS: the emulator serves the same API id under `localhost`. */
function apiOf(apiUrl: string, port: number): Api {
  const { protocol, hostname, pathname } = new URL(apiUrl);
  const host = `${hostname.split('.')[0]}.execute-api.localhost:${port}`;
  const stage = pathname.replace(/\/$/, '');
  return { url: `${protocol === 'wss:' ? 'ws' : 'http'}://${host}${stage}`, host, port, stage };
}

/**
 * Sends a request to an API and returns the answer. It does not use `fetch`, which cannot set `Host`: the system may not
 * resolve names under `localhost`.
 */
export function call(
  api: Api,
  method: string,
  path: string,
  headers: OutgoingHttpHeaders,
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { host, port, stage } = api;
    const target = { host: '127.0.0.1', port, method, path: stage + path, headers: { ...headers, host } };
    const outgoing = request(target, (response) => {
      let answer = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        answer += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: answer }));
    });
    outgoing.once('error', reject).end(body);
  });
}
