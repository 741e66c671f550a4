import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { download } from '../../../lambda/keys/download';
import type { Reason } from '../../../lambda/shared/reasons';
import type { PolicyDocument, PolicyRoute } from '../../../src/policy/policy-document';
import { type Changes, restRequest, restToken, webSocketConnect } from '../../unit/support/events';
import { event, ISSUER, KEY, mint, policy, ROUTE } from '../../unit/support/handler';
import { record } from '../evidence';
import { scale } from '../scale';
import { attempt, connectionsSoFar } from './attempt';
import { type LoopbackServer, listen } from './static-server';

/** A token that an attacker sends as a bearer, and what it has to be refused for. */
export interface Attack {
  readonly name: string;
  readonly token: string;
  readonly reason: Reason;
  /** What the policy has for it. The first rule is the one that is asked. */
  readonly policy?: Partial<PolicyDocument>;
  /** The same without the attack: it is granted, so that nothing but the attack can be why the token is not. */
  readonly control?: string;
}

const GOOD = mint();

const APIS: [string, (token: string) => Changes][] = [
  ['an HTTP API', (token) => event(token)],
  ['a REST API, TOKEN', (token) => restToken(token)],
  ['a REST API, REQUEST', (token) => restRequest(token)],
  ['a WebSocket API', (token) => webSocketConnect(token)],
];

const TIMEOUT_MS = scale(30_000, 300_000);

/** What policies differ in that has no say in what a token is worth. */
const VARIANTS: [string, Partial<PolicyDocument>][] = [
  ['answered with 403', { unauthenticated: 'forbid' }],
  ['answered with 401', { unauthenticated: 'throw' }],
  ['cached by API Gateway', { cached: true }],
  ['without impersonation', { denyImpersonation: true }],
];

/** Tries each attack at every kind of API under every policy, and against keys that a server hands out. */
export function describeFamily(what: string, attacks: Attack[]): void {
  describe(what, () => {
    let attempts = 0;
    const failures: Record<string, string> = {};
    let clerk: LoopbackServer;
    let keys = [KEY.jwk];

    beforeAll(async () => {
      clerk = await listen(() => JSON.stringify({ keys: keys.map((key) => ({ ...key, kid: 'ins_1' })) }));
    });

    afterAll(async () => {
      await clerk.close();
      const remark = `${attacks.length} attacks, each at ${APIS.length} kinds of API under ${VARIANTS.length} policies`;
      record({ section: 'Known attacks', what, count: attempts, unexplained: Object.keys(failures).length, remark });
    });

    /** Goes on after a failure, so that all of them are seen at once. */
    async function expectAt(place: string, expected: Reason, trial: () => Promise<string>): Promise<void> {
      attempts++;
      const outcome = await trial().catch(String);
      if (outcome !== expected) failures[place] = outcome;
    }

    test(
      'each is refused for what it is, and without a word of it',
      async () => {
        const before = connectionsSoFar();
        for (const [index, { name, token, reason, policy: changes = {}, control = GOOD }] of attacks.entries()) {
          const routes: PolicyRoute[] = changes.rules ? [0] : ['signedIn', 'optional'];
          for (const [api, request] of taken(APIS, index)) {
            for (const [variant, more] of taken(VARIANTS, Math.floor(index / APIS.length))) {
              for (const route of routes) {
                const document = policyOf(api, route, { ...changes, ...more });
                const place = `${name} (${api}, ${variant}, ${route})`;
                await expectAt(place, reason, () => attempt(request(token), document));
              }
            }
            expect(await attempt(request(control), policyOf(api, routes[0], changes)), name).toBe('granted');
          }
        }
        expect(failures).toEqual({});
        expect(connectionsSoFar()).toBe(before);
      },
      TIMEOUT_MS,
    );

    test(
      'with keys from the network, nothing that it names decides what is fetched',
      async () => {
        const some = attacks.filter((_, index) => index % scale(4, 1) === 0);
        for (const { name, token, reason, policy: changes = {} } of some) {
          const before = connectionsSoFar();
          clerk.requests.length = 0;
          keys = changes.keys ?? [KEY.jwk];
          const document = policyOf('an HTTP API', changes.rules ? 0 : 'signedIn', { ...changes, keys: undefined });
          const fetch = (url: string) => download(url.replace(ISSUER, clerk.url));
          await expectAt(`${name} (network)`, reason, async () => {
            const outcome = await attempt(event(token), document, fetch);
            // What names no key of the JWKS gets no further.
            return outcome === 'jwk-kid-mismatch' ? reason : outcome;
          });
          expect(['', 'GET /.well-known/jwks.json'], name).toContain(clerk.requests.join());
          expect(connectionsSoFar() - before, name).toBe(clerk.requests.length);
        }
        expect(failures).toEqual({});
      },
      TIMEOUT_MS,
    );
  });
}

/** All of them, or one in turn. */
function taken<Item>(items: Item[], index: number): Item[] {
  return scale(1, items.length) < items.length ? [items[index % items.length]] : items;
}

function policyOf(api: string, route: PolicyRoute, changes: Partial<PolicyDocument>): PolicyDocument {
  // A TOKEN authorizer is not told what is asked for, and so has one rule for all.
  const routes = { [ROUTE]: route, 'GET /request': route, $connect: route };
  return policy({ defaultRoute: route, ...changes, routes: api.endsWith('TOKEN') ? {} : routes });
}
