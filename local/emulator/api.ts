import { type OutgoingHttpHeaders, request } from 'node:http';
import type { Outputs } from './deploy';
import type { RunningEmulator } from './emulator';

/** A deployed API. */
export interface Api {
  /** For curl and browsers, which resolve every name under `localhost`. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** What comes before every path: the stage, if it is not the default one of an HTTP API. */
  readonly stage: string;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** The APIs to which outputs named `…Url` belong. */
export function apisOf({ port }: RunningEmulator, outputs: Outputs): Record<string, Api> {
  const urls = Object.entries(outputs).filter(([name]) => name.endsWith('Url'));
  return Object.fromEntries(urls.map(([name, url]) => [name, apiOf(url, port)]));
}

/** On AWS the URL of an API ends on amazonaws.com; the emulator answers to the same id under localhost. */
function apiOf(apiUrl: string, port: number): Api {
  const { protocol, hostname, pathname } = new URL(apiUrl);
  const host = `${hostname.split('.')[0]}.execute-api.localhost:${port}`;
  const stage = pathname.replace(/\/$/, '');
  return { url: `${protocol === 'wss:' ? 'ws' : 'http'}://${host}${stage}`, host, port, stage };
}

/** Not `fetch`: the system may not resolve names under `localhost`, and fetch does not let us set `Host`. */
export function call(api: Api, method: string, path: string, headers: OutgoingHttpHeaders): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { host, port, stage } = api;
    const target = { host: '127.0.0.1', port, method, path: stage + path, headers: { ...headers, host } };
    const outgoing = request(target, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    outgoing.once('error', reject).end();
  });
}
