import { once } from 'node:events';
import { expect, inject, test } from 'vitest';
import type { Caller } from '../../demo/callers';
import { type Connection, connect } from '../../local/emulator/websocket';

const open = (caller: Caller): Promise<Connection> =>
  connect(inject('examples')['examples/websocket.ts'], inject('credentials')[caller]);

test.each([
  // The server has to select the subprotocol `clerk`, never the one that is the token.
  ['token as a WebSocket subprotocol', 'clerk'],
  ['signed in', ''],
] as const)('"%s" can connect, and the back end receives the identity of the caller', async (caller, protocol) => {
  const socket = await open(caller);
  if (typeof socket === 'number') throw new Error(`refused: ${socket}`);
  expect(socket.protocol).toBe(protocol);

  socket.send('hello');
  const [message] = await once(socket, 'message');
  expect(JSON.parse(String(message))).toEqual({ hello: expect.stringMatching(/^user_/) });
  socket.terminate();
});

test.each(['no token', 'expired token', 'expired token as a WebSocket subprotocol'] as const)(
  '"%s" is refused during the handshake',
  async (caller) => {
    await expect(open(caller)).resolves.toBe(401);
  },
);
