import type { PolicyDocument, PolicyRoute, PolicyRule } from '../src/policy/policy-document';
import type { Caller } from './caller/caller';
import type { KeySource } from './keys/keys';
import { evaluate } from './rules/evaluate';
import type { Truth } from './rules/truth';
import { has } from './shared/json';
import { outcomeOf, type Reason, Refusal, refuse } from './shared/reasons';
import { verifiedTokens } from './token/verified-tokens';
import { verify } from './token/verify';

/** The answer, before it takes the form that one kind of API wants. */
export type Decision =
  /** Without a caller: nobody signed in, on a route where that is optional. */
  | { readonly outcome: 'grant'; readonly caller: Caller | undefined }
  | { readonly outcome: 'unauthenticated' | 'forbidden'; readonly reason: Reason };

/** Decides about one request. Never throws; whatever is not foreseen is a refusal. */
export type Authorize = (request: (policy: PolicyDocument) => Credentials) => Promise<Decision>;

export interface Credentials {
  readonly routeKey: string;
  /** What is asked on a route that the policy does not list. Absent: it is denied. */
  readonly otherwise?: PolicyRoute;
  /** `undefined` if the request carries none, which is not the same as a bad one. */
  readonly token: string | undefined;
}

export function authorizer(policy: PolicyDocument, keys: KeySource, now: () => number): Authorize {
  const verified = verifiedTokens(now);
  return async (request) => {
    try {
      return { outcome: 'grant', caller: await admit(request(policy)) };
    } catch (error) {
      return refusal(error instanceof Refusal ? error.reason : 'internal-error');
    }
  };

  async function admit({ routeKey, otherwise, token }: Credentials): Promise<Caller | undefined> {
    const route = has(policy.routes, routeKey) ? policy.routes[routeKey] : otherwise;
    if (route === undefined) refuse('route-not-in-policy');
    if (token === undefined) return route === 'optional' ? undefined : refuse('session-token-missing');
    const caller = verified.find(token) ?? verified.add(token, await verify(token, policy, keys, now));
    if (typeof route === 'number' && tell(policy.rules[route], caller) !== true) refuse('rule-not-met');
    return caller;
  }
}

export function refusal(reason: Reason): Decision {
  return { outcome: outcomeOf(reason), reason };
}

function tell(rule: PolicyRule, caller: Caller): Truth {
  try {
    return evaluate(rule, caller);
  } catch {
    refuse('rule-error');
  }
}
