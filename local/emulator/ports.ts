import { type AddressInfo, createServer } from 'node:net';
import { DemoError } from './demo-error';

const HOST = '127.0.0.1';

export async function freePort(): Promise<number> {
  return listenOnce(0);
}

export async function requirePort(port: number): Promise<number> {
  return listenOnce(port).catch(() => {
    throw new DemoError(`Port ${port} is taken; choose another with --port, or leave it out for any free one.`);
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
