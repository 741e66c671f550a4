import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { download } from '../../../lambda/keys/download';
import { OTHER_KEY, type TestKey } from '../../unit/support/handler';
import { listen } from '../../unit/support/loopback';
import { selfSigned } from './certificate';

/** A JWKS endpoint on loopback. Its responses and its origin can be replaced during a test. */
export interface JwksEndpoint {
  respond: RequestListener;
  /** The origin that the function downloads from. */
  origin: string;
  /** The number of downloads, and how many of them were from another origin than this endpoint. */
  downloads: number;
  misdirected: number;
  /** The number of requests received by this endpoint, and by the servers of an attacker (redirect target, bad certificate). */
  readonly requests: { endpoint: number; attacker: number };
  readonly origins: { readonly plain: string; readonly attacker: string; readonly tls: string };
  /** The download of the function, from the current origin. */
  download(url: string): Promise<string>;
  close(): void;
}

export async function startJwksEndpoint(respond: RequestListener): Promise<JwksEndpoint> {
  const servers = [
    createServer((request, response) => {
      endpoint.requests.endpoint++;
      endpoint.respond(request, response);
    }),
    createServer(attack),
    createTlsServer(selfSigned('localhost', new Date(Date.now() + 86_400_000)), attack),
  ];
  const [plain, attacker, tls] = await Promise.all(servers.map((server) => listen(server)));
  const origins = {
    plain: `http://127.0.0.1:${plain}`,
    attacker: `http://127.0.0.1:${attacker}`,
    tls: `https://localhost:${tls}`,
  };
  const endpoint: JwksEndpoint = {
    respond,
    origin: origins.plain,
    downloads: 0,
    misdirected: 0,
    requests: { endpoint: 0, attacker: 0 },
    origins,
    download(url) {
      endpoint.downloads++;
      if (endpoint.origin !== origins.plain) endpoint.misdirected++;
      return download(endpoint.origin + new URL(url).pathname);
    },
    close() {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
  return endpoint;

  function attack(...[request, response]: Parameters<RequestListener>): void {
    endpoint.requests.attacker++;
    publish(jwk(OTHER_KEY))(request, response);
  }
}

/** Returns the JWK of a key as Clerk publishes it. */
export function jwk(key: TestKey, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...key.jwk, kid: 'ins_1', use: 'sig', alg: 'RS256', ...changes };
}

/** Responds with a JWKS of these keys. */
export function publish(...keys: unknown[]): RequestListener {
  return (_, response) => response.end(JSON.stringify({ keys }));
}
