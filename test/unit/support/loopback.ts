import type { AddressInfo, Server } from 'node:net';

/** Starts a server that only this machine can reach; returns the port that it got. */
export async function listen(server: Server, host = '127.0.0.1'): Promise<number> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}
