import { type OutgoingHttpHeaders, request } from 'node:http';
import type { Outputs } from './deploy';
import type { Emulator } from './emulator';

/** A deployed HTTP API. */
export interface Api {
  /** For curl and browsers, which resolve every name under `localhost`. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** The APIs to which outputs named `…Url` belong. */
export function apisOf({ port }: Emulator, outputs: Outputs): Record<string, Api> {
  const urls = Object.entries(outputs).filter(([name]) => name.endsWith('Url'));
  return Object.fromEntries(urls.map(([name, url]) => [name, apiOf(url, port)]));
}

/** On AWS the URL of an API ends on amazonaws.com; the emulator answers to the same id under localhost. */
function apiOf(apiUrl: string, port: number): Api {
  const [id] = new URL(apiUrl).hostname.split('.');
  const host = `${id}.execute-api.localhost:${port}`;
  return { url: `http://${host}`, host, port };
}

/** Not `fetch`: the system may not resolve names under `localhost`, and fetch does not let us set `Host`. */
export function call(api: Api, method: string, path: string, headers: OutgoingHttpHeaders): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { host, port } = api;
    const outgoing = request({ host: '127.0.0.1', port, method, path, headers: { ...headers, host } }, (response) => {
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
