import { once } from 'node:events';
import { expect, inject, test } from 'vitest';
import type { Caller } from '../../demo/callers';
import { type Connection, connect } from '../../local/emulator/websocket';

const open = (caller: Caller): Promise<Connection> =>
  connect(inject('examples')['examples/websocket.ts'], inject('credentials')[caller]);

test.each([
  // A client that sent the token as a subprotocol has to get the other one back, and never the token.
  ['token as a WebSocket subprotocol', 'clerk'],
  ['signed in', ''],
] as const)('%s: may connect, and the back end knows who sends', async (caller, protocol) => {
  const socket = await open(caller);
  if (typeof socket === 'number') throw new Error(`refused: ${socket}`);
  expect(socket.protocol).toBe(protocol);

  socket.send('hello');
  const [message] = await once(socket, 'message');
  expect(JSON.parse(String(message))).toEqual({ hello: expect.stringMatching(/^user_/) });
  socket.terminate();
});

test.each(['no token', 'expired token', 'expired token as a WebSocket subprotocol'] as const)(
  '%s: is refused before the connection is there',
  async (caller) => {
    await expect(open(caller)).resolves.toBe(401);
  },
);
