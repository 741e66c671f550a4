import { connect } from 'node:net';
import type { Api } from '../../../local/emulator/api';
import type { Whom } from './requests';

/** What a back end says it was called for. */
export interface Reached {
  readonly whom: Whom;
  readonly routeKey: string;
  readonly userId?: string;
}

export interface RawAnswer {
  /** 0 if there was none. */
  readonly status: number;
  readonly reached?: Reached;
}

/** Sends a request line as it is; any HTTP client would tidy it up first. */
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
