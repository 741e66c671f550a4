import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { download } from '../../../lambda/keys/download';
import { OTHER_KEY, type TestKey } from '../../unit/support/handler';
import { listen } from '../../unit/support/loopback';
import { selfSigned } from './certificate';

/** The JWKS endpoint of a Clerk instance, on loopback: what it answers can be exchanged while a function asks it. */
export interface Clerk {
  answer: RequestListener;
  /** Where the function looks for it. */
  origin: string;
  /** How often the function asked for the keys, and how often of these where Clerk is not. */
  attempts: number;
  astray: number;
  /** What came to it, and to somebody else whose keys are another's: at a redirect, and behind a bad certificate. */
  readonly seen: { clerk: number; attacker: number };
  readonly origins: { readonly plain: string; readonly attacker: string; readonly tls: string };
  /** The download of the function, to wherever Clerk is now. */
  download(url: string): Promise<string>;
  close(): void;
}

export async function startClerk(answer: RequestListener): Promise<Clerk> {
  const servers = [
    createServer((request, response) => {
      clerk.seen.clerk++;
      clerk.answer(request, response);
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
  const clerk: Clerk = {
    answer,
    origin: origins.plain,
    attempts: 0,
    astray: 0,
    seen: { clerk: 0, attacker: 0 },
    origins,
    download(url) {
      clerk.attempts++;
      if (clerk.origin !== origins.plain) clerk.astray++;
      return download(clerk.origin + new URL(url).pathname);
    },
    close() {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
  return clerk;

  function attack(...[request, response]: Parameters<RequestListener>): void {
    clerk.seen.attacker++;
    publish(jwk(OTHER_KEY))(request, response);
  }
}

export function jwk(key: TestKey, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...key.jwk, kid: 'ins_1', use: 'sig', alg: 'RS256', ...changes };
}

export function publish(...keys: unknown[]): RequestListener {
  return (_, response) => response.end(JSON.stringify({ keys }));
}
