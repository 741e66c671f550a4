import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { download } from '../../../lambda/keys/download';
import type { Reason } from '../../../lambda/shared/reasons';
import type { PolicyDocument, PolicyRoute, PolicyRule } from '../../../src/policy/policy-document';
import { type Changes, restRequest, restToken, webSocketConnect } from '../../unit/support/events';
import { event, ISSUER, KEY, mint, policy, ROUTE } from '../../unit/support/handler';
import { record } from '../evidence';
import { scale } from '../scale';
import { attempt, openedConnections } from './attempt';
import { type StaticServer, startStaticServer } from './static-server';

/** A bearer token that an attacker sends, and the expected reason of its refusal. */
export interface Attack {
  readonly name: string;
  readonly token: string;
  readonly reason: Reason;
  /** Changes of the policy. */
  readonly policy?: Partial<PolicyDocument>;
  /** The rule that guards the route. */
  readonly rule?: PolicyRule;
  /** The same token without the attack. It must be granted, which shows that only the attack causes the refusal. */
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

/** Policy variants that must not change the verdict. */
const VARIANTS: [string, Partial<PolicyDocument>][] = [
  ['unauthenticated: forbid', { unauthenticated: 'forbid' }],
  ['unauthenticated: throw', { unauthenticated: 'throw' }],
  ['cached by API Gateway', { cached: true }],
  ['impersonation denied', { denyImpersonation: true }],
];

/** Runs each attack against every kind of API under every policy variant, and with keys from a JWKS endpoint. */
export function describeAttacks(what: string, attacks: Attack[]): void {
  describe(what, () => {
    let attempts = 0;
    const failures: Record<string, string> = {};
    let clerk: StaticServer;
    let keys = [KEY.jwk];

    beforeAll(async () => {
      clerk = await startStaticServer(() => JSON.stringify({ keys: keys.map((key) => ({ ...key, kid: 'ins_1' })) }));
    });

    afterAll(async () => {
      await clerk.close();
      const remark = `${attacks.length} attacks, each against ${APIS.length} kinds of API under ${VARIANTS.length} policy variants`;
      record({ section: 'Known attacks', what, count: attempts, unexplained: Object.keys(failures).length, remark });
    });

    /** Collects a failure instead of throwing, so that a test run shows all of them. */
    async function expectReason(attack: string, expected: Reason, trial: () => Promise<string>): Promise<void> {
      attempts++;
      const outcome = await trial().catch(String);
      if (outcome !== expected) failures[attack] = outcome;
    }

    test(
      'each token is refused with the expected reason and leaks nothing into the log',
      async () => {
        const before = openedConnections();
        for (const [index, { name, token, reason, policy: changes = {}, rule, control = GOOD }] of attacks.entries()) {
          const routes: PolicyRoute[] = rule ? [rule] : ['signedIn', 'optional'];
          for (const [api, request] of selected(APIS, index)) {
            for (const [variant, more] of selected(VARIANTS, Math.floor(index / APIS.length))) {
              for (const route of routes) {
                const document = policyOf(api, route, { ...changes, ...more });
                const attack = `${name} (${api}, ${variant}, ${JSON.stringify(route)})`;
                await expectReason(attack, reason, () => attempt(request(token), document));
              }
            }
            expect(await attempt(request(control), policyOf(api, routes[0], changes)), name).toBe('granted');
          }
        }
        expect(failures).toEqual({});
        expect(openedConnections()).toBe(before);
      },
      TIMEOUT_MS,
    );

    test(
      'no token decides what is downloaded: only the JWKS endpoint is called',
      async () => {
        const some = attacks.filter((_, index) => index % scale(4, 1) === 0);
        for (const { name, token, reason, policy: changes = {}, rule } of some) {
          const before = openedConnections();
          clerk.requests.length = 0;
          keys = changes.keys ?? [KEY.jwk];
          const document = policyOf('an HTTP API', rule ?? 'signedIn', { ...changes, keys: undefined });
          const fetch = (url: string) => download(url.replace(ISSUER, clerk.url));
          await expectReason(`${name} (network)`, reason, async () => {
            const outcome = await attempt(event(token), document, fetch);
            // A token whose key is not in the JWKS is refused before the attack is noticed.
            return outcome === 'jwk-kid-mismatch' ? reason : outcome;
          });
          expect(['', 'GET /.well-known/jwks.json'], name).toContain(clerk.requests.join());
          expect(openedConnections() - before, name).toBe(clerk.requests.length);
        }
        expect(failures).toEqual({});
      },
      TIMEOUT_MS,
    );
  });
}

/** Returns all items in a full run, or one of them in turn in a quick run. */
function selected<Item>(items: Item[], index: number): Item[] {
  return scale(1, items.length) < items.length ? [items[index % items.length]] : items;
}

function policyOf(api: string, route: PolicyRoute, changes: Partial<PolicyDocument>): PolicyDocument {
  // The event of a TOKEN authorizer does not name the method and path, so its policy has one rule for all routes.
  const routes = { [ROUTE]: route, 'GET /request': route, $connect: route };
  return policy({ defaultRoute: route, ...changes, routes: api.endsWith('TOKEN') ? {} : routes });
}
