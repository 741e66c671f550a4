import { checkType } from '../diagnostics/check-type';
import { type ClaimRule, checkRule } from '../rules/claim-rule';
import { checkScopes } from './route-scopes';

/**
 * Options of `RouteAccess.signedIn`.
 */
export interface SignedInOptions {
  /**
   * OAuth scopes of which the token must carry at least one, in its `scope` or `scp` claim.
   *
   * Clerk's session tokens carry no scopes; its OAuth access tokens do. Such a token has an `aud` only if its client asked
   * for a `resource`; otherwise `audience` has to hold the id of the client.
   *
   * @default - no scope is asked for
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
   */
  readonly scopes?: string[];
}

/**
 * What a route asks of its caller.
 */
export class RouteAccess {
  /**
   * A valid token of the Clerk instance, with the right audience.
   *
   * API Gateway's own JWT authorizer checks it: no Lambda function, no added cost.
   *
   * @throws if `scopes` is empty, has more than 10 entries, or holds something that is not a scope
   */
  public static signedIn(options: SignedInOptions = {}): RouteAccess {
    checkType(!Array.isArray(options), 'options', options, "write RouteAccess.signedIn({ scopes: ['orders:read'] })");
    checkScopes(options.scopes);
    return new RouteAccess('signedIn', options.scopes);
  }

  /**
   * Nothing: the route is public, and its `AuthorizationType` is `NONE`.
   */
  public static anyone(): RouteAccess {
    return new RouteAccess('anyone');
  }

  /**
   * A signed-in caller whose claims meet a rule. Everyone else who is signed in gets 403.
   *
   * The bundled Lambda authorizer checks it.
   *
   * @throws if it is given something else than a rule
   */
  public static when(rule: ClaimRule): RouteAccess {
    checkRule(rule);
    return new RouteAccess('when', undefined, rule);
  }

  /**
   * Everyone but those with a bad token.
   *
   * The back end learns from `isAuthenticated` in the authorizer context who is signed in. The bundled Lambda authorizer
   * checks it, for anonymous requests too; the decision is never cached.
   */
  public static optional(): RouteAccess {
    return new RouteAccess('optional');
  }

  /** @internal */
  public get _isProtected(): boolean {
    return this._kind !== 'anyone';
  }

  private constructor(
    /** @internal */ public readonly _kind: 'anyone' | 'signedIn' | 'when' | 'optional',
    /** @internal */ public readonly _scopes?: string[],
    /** @internal */ public readonly _rule?: ClaimRule,
  ) {}
}
