import WebSocket from 'ws';
import type { Credentials } from '../../demo/callers';
import type { Api } from './api';

/** A connection, or the status with which it was refused. */
export type Connection = WebSocket | number;

/** As `call`, for a WebSocket API. */
export function connect({ host, port, stage }: Api, { ...headers }: Credentials): Promise<Connection> {
  // The client wants subprotocols by themselves, to hold the answer against them.
  const protocols = headers['sec-websocket-protocol']?.split(', ') ?? [];
  delete headers['sec-websocket-protocol'];
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${stage}`, protocols, { headers: { ...headers, host } });
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (request, { statusCode = 0 }) => {
      request.destroy();
      resolve(statusCode);
    });
    socket.once('error', reject);
  });
}

/** The status of the handshake; 101 says that the caller was let in. */
export async function handshake(api: Api, credentials: Credentials): Promise<number> {
  const connection = await connect(api, credentials);
  if (typeof connection === 'number') return connection;
  connection.terminate();
  return 101;
}
