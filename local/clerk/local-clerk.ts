import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JSONWebKeySet } from 'jose';
import { IDS } from './ids';
import type { Instance } from './instance';
import { discoveryDocument } from './metadata';
import { Mint } from './mint';
import { generateSigningKey, type SigningKey } from './signing-key';

export type { Organization, SessionOptions, TokenOptions } from './claims';
export { IDS } from './ids';
export { VARIANTS, type VariantName } from './variants';

export interface LocalClerkOptions {
  /** @default - a free port */
  readonly port?: number;
}

export interface RotateOptions {
  /** @default - another one than before */
  readonly kid?: string;
  /** Whether the JWKS goes on listing the key before. @default false */
  readonly keepPrevious?: boolean;
}

/** A stand-in for a Clerk instance on loopback: the public documents of its Frontend API, and its tokens. */
export interface LocalClerk {
  /** The issuer. No trailing slash, as Clerk has none. */
  readonly frontendApiUrl: string;
  readonly mint: Mint;
  /** The public key, as the Dashboard shows it. */
  readonly pem: string;
  readonly jwks: JSONWebKeySet;
  /** How often each path was asked for. */
  readonly requests: ReadonlyMap<string, number>;
  /** Signs with a new key from now on. */
  rotate(options?: RotateOptions): Promise<void>;
  close(): Promise<void>;
}

/** Keys are made anew at each start, so none is ever committed. */
export async function startLocalClerk(options: LocalClerkOptions = {}): Promise<LocalClerk> {
  const strangerKey = await generateSigningKey(IDS.unknownInstance);
  let keys: SigningKey[] = [await generateSigningKey(IDS.instance)];
  const requests = new Map<string, number>();
  const jwks = () => ({ keys: keys.map((key) => key.jwk) });

  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.set(path, (requests.get(path) ?? 0) + 1);
    const document = documents(path);
    response
      .writeHead(document ? 200 : 404, { 'content-type': 'application/json' })
      .end(JSON.stringify(document ?? {}));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const frontendApiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function documents(path: string): object | undefined {
    switch (path) {
      case '/.well-known/openid-configuration':
      case '/.well-known/oauth-authorization-server':
        return discoveryDocument(frontendApiUrl);
      case '/.well-known/jwks.json':
        return jwks();
      default:
        return undefined;
    }
  }

  const instance: Instance = {
    frontendApiUrl,
    strangerKey,
    get key() {
      return keys[0];
    },
  };

  return {
    frontendApiUrl,
    requests,
    mint: new Mint(instance),
    get pem() {
      return keys[0].pem;
    },
    get jwks() {
      return jwks();
    },
    async rotate({ kid = IDS.rotatedInstance, keepPrevious = false } = {}) {
      const next = await generateSigningKey(kid);
      keys = keepPrevious ? [next, ...keys] : [next];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // API clients keep connections open; without this, close() waits for them.
        server.closeAllConnections();
      }),
  };
}
