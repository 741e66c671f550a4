import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { discoveryDocument } from './discovery-document';
import { IDS } from './ids';
import type { Instance } from './instance';
import { generateSigningKey, type PublicJwk, type SigningKey } from './signing-key';
import { createTokenIssuer, type TokenIssuer } from './token-issuer';

export interface LocalClerkOptions {
  /** The port on loopback. @default - a free port */
  readonly port?: number;
}

export interface RotateOptions {
  /** The id of the new key. @default - an id that differs from the first one */
  readonly kid?: string;
  /** Whether the JWKS keeps listing the previous key. @default false */
  readonly keepPrevious?: boolean;
}

/** The way in which documents fail: with status 503, without an answer, with text that is not JSON, or without any key. */
export type Fault = 'unavailable' | 'noAnswer' | 'notJson' | 'noKeys';

/** A stand-in for a Clerk instance on loopback: serves the public documents of a Frontend API and issues tokens. */
export interface LocalClerk {
  /** The issuer, without a trailing slash, as in Clerk's tokens. */
  readonly frontendApiUrl: string;
  /** Issues tokens of this instance. They have no audience. */
  readonly issue: TokenIssuer;
  /** Returns an issuer of tokens that name another instance and an audience, signed with the keys of this one. */
  issueFor(frontendApiUrl: string, audience?: string): TokenIssuer;
  /** The public key in PEM format, as the Clerk Dashboard shows it. */
  readonly pem: string;
  /** The public keys, as the instance publishes them. */
  readonly jwks: { readonly keys: PublicJwk[] };
  /** The number of HTTP requests, by path. */
  readonly requests: ReadonlyMap<string, number>;
  /** Replaces the signing key by a new one. */
  rotate(options?: RotateOptions): Promise<void>;
  /** Makes every document fail in one way from now on, or work again. */
  setFault(fault: Fault | undefined): void;
  close(): Promise<void>;
}

/** Starts a local Clerk instance. It generates its keys at each start, so no private key is ever committed. */
export async function startLocalClerk(options: LocalClerkOptions = {}): Promise<LocalClerk> {
  const unpublishedKey = await generateSigningKey(IDS.unknownInstance);
  let keys: SigningKey[] = [await generateSigningKey(IDS.instance)];
  const requests = new Map<string, number>();
  let fault: Fault | undefined;
  const jwks = () => ({ keys: fault === 'noKeys' ? [] : keys.map((key) => key.jwk) });

  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.set(path, (requests.get(path) ?? 0) + 1);
    if (fault === 'noAnswer') return;
    const document = documents(path);
    const status = fault === 'unavailable' ? 503 : document ? 200 : 404;
    const body = fault === 'notJson' ? '<html>' : JSON.stringify(document ?? {});
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
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

  const instanceWith = (issuer: string, audience?: string): Instance => ({
    frontendApiUrl: issuer,
    audience,
    unpublishedKey,
    get key() {
      return keys[0];
    },
  });

  return {
    frontendApiUrl,
    requests,
    issue: createTokenIssuer(instanceWith(frontendApiUrl)),
    issueFor: (issuer, audience) => createTokenIssuer(instanceWith(issuer, audience)),
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
    setFault: (next) => {
      fault = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // API clients keep connections open; without this, close() waits for them.
        server.closeAllConnections();
      }),
  };
}
