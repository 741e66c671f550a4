import type { Caller } from '../caller/caller';
import type { Policy } from '../policy/decode-policy';
import type { Requirement } from '../policy/requirements';
import type { Reason } from '../shared/reasons';

/** The event of an authorizer, in the format of one API kind. */
export interface ApiRequest<Response = unknown> {
  /** Returns the route and the token of the request, or refuses a malformed event. */
  read(policy: Policy): Credentials;
  /**
   * Returns the response that API Gateway expects, or throws the error that it turns into 401.
   * `policy` is undefined if the policy is invalid; the outcome is then `forbidden`.
   */
  respond(decision: Decision, policy: Policy | undefined): Response;
}

export interface Credentials {
  /** The requirement of the route. `undefined` if the policy does not list the route, which is then denied. */
  readonly requirement: Requirement | undefined;
  /** `undefined` if the request carries no token, which a route with optional sign-in accepts. */
  readonly token: string | undefined;
}

/** The outcome of authorization, independent of the API kind. */
export type Decision =
  /** The caller is undefined if the request has no token and signing in is optional. */
  | { readonly outcome: 'grant'; readonly caller: Caller | undefined }
  | { readonly outcome: 'unauthenticated' | 'forbidden'; readonly reason: Reason };
