import type { PolicyDocument, PolicyRule } from '../src/private/policy';
import type { Caller } from './caller';
import { evaluate } from './evaluate';
import type { KeySource } from './keys';
import { REASONS, type Reason, Refusal, refuse } from './reasons';
import type { Truth } from './truth';
import { verify } from './verify';

/** The answer, before it takes the form that one kind of API wants. */
export type Decision =
  /** Without a caller: nobody signed in, on a route where that is optional. */
  | { readonly outcome: 'grant'; readonly caller: Caller | undefined }
  | { readonly outcome: 'unauthenticated' | 'forbidden'; readonly reason: Reason };

/** Decides about one request. Never throws; whatever is not foreseen is a refusal. */
export type Authorize = (request: () => Credentials) => Promise<Decision>;

export interface Credentials {
  readonly routeKey: string;
  /** `undefined` if the request carries none, which is not the same as a bad one. */
  readonly token: string | undefined;
}

export function authorizer(policy: PolicyDocument, keys: KeySource, now: () => number): Authorize {
  return async (request) => {
    try {
      return { outcome: 'grant', caller: await admit(request()) };
    } catch (error) {
      return refusal(error instanceof Refusal ? error.reason : 'internal-error');
    }
  };

  async function admit({ routeKey, token }: Credentials): Promise<Caller | undefined> {
    if (!Object.hasOwn(policy.routes, routeKey)) refuse('route-not-in-policy');
    const route = policy.routes[routeKey];
    if (token === undefined) return route === 'optional' ? undefined : refuse('session-token-missing');
    const caller = await verify(token, policy, keys, now);
    if (typeof route === 'number' && tell(policy.rules[route], caller) !== true) refuse('rule-not-met');
    return caller;
  }
}

export function refusal(reason: Reason): Decision {
  return { outcome: REASONS[reason][0], reason };
}

function tell(rule: PolicyRule, caller: Caller): Truth {
  try {
    return evaluate(rule, caller);
  } catch {
    refuse('rule-error');
  }
}
