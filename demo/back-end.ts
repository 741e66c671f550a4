import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A back end behind a URL, on loopback. It answers with the headers that it got, as JSON. */
export interface BackEnd {
  readonly url: string;
  close(): void;
}

export async function startBackEnd(): Promise<BackEnd> {
  const server = createServer((incoming, response) => {
    incoming.resume();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(incoming.headers));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
