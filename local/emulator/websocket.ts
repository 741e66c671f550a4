import WebSocket from 'ws';
import type { Api, Credentials } from './api';

/** An open connection, or the HTTP status of a refused handshake. */
export type Connection = WebSocket | number;

/** Opens a connection to a WebSocket API. */
export function connect({ host, port, stage }: Api, { ...headers }: Credentials): Promise<Connection> {
  // The client takes the subprotocols as a separate argument, because it checks which one the server selected.
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

/** Returns the status of the handshake: 101 if the connection was accepted. */
export async function handshake(api: Api, credentials: Credentials): Promise<number> {
  const connection = await connect(api, credentials);
  if (typeof connection === 'number') return connection;
  connection.terminate();
  return 101;
}
