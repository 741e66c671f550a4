import { type AddressInfo, createServer } from 'node:net';
import { SetupError } from './setup-error';

const HOST = '127.0.0.1';

/** Finds a free port on loopback. */
export async function freePort(): Promise<number> {
  return listenOnce(0);
}

/** Returns `port` if it is free. */
export async function requirePort(port: number): Promise<number> {
  return listenOnce(port).catch(() => {
    throw new SetupError(`Port ${port} is in use. Choose another one, or give none to use any free port.`);
  });
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(port, HOST, () => {
      const { port: actual } = server.address() as AddressInfo;
      server.close(() => resolve(actual));
    });
  });
}
