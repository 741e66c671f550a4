import { connect } from 'node:net';
import type { Api } from '../../../local/emulator/api';
import type { Audience } from './requests';

/** The report of the back end about its call. */
export interface Reached {
  readonly audience: Audience;
  readonly routeKey: string;
  readonly userId?: string;
}

export interface RawAnswer {
  /** The status; 0 if the server closed the connection without an answer. */
  readonly status: number;
  readonly reached?: Reached;
}

/** Sends a request line unchanged over a socket; HTTP clients would normalize it first. */
export function sendRaw(
  { port, host, stage }: Api,
  request: { method: string; path: string; absolute: boolean; headers: Record<string, string> },
): Promise<RawAnswer> {
  const { method, path, absolute } = request;
  const target = `${absolute ? `http://${host}` : ''}${stage}${path}`;
  const headers = { ...request.headers, host, 'content-length': '0', connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`${[`${method} ${target} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`);
    });
    socket.setTimeout(60_000, () => socket.destroy(new Error(`no answer to ${method} ${target}`)));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.once('error', reject);
    socket.once('close', () => resolve(parse(Buffer.concat(chunks).toString())));
  });
}

function parse(response: string): RawAnswer {
  const [head] = response.split('\r\n\r\n');
  const [, status = '0'] = /^HTTP\/1\.1 (\d{3})/.exec(head) ?? [];
  const [, reached] = /^x-reached: (.*)$/im.exec(head) ?? [];
  return { status: Number(status), reached: reached && JSON.parse(reached) };
}
