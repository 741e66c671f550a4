import type { CallerRequirement } from '../access/api-route';
import { checkNoSecrets } from '../diagnostics/check-no-secrets';
import { checkType } from '../diagnostics/check-type';
import { markCopy } from '../diagnostics/package-copy';
import { checkProps, checkSpelling, type PropTable } from '../diagnostics/prop-table';
import { type ClaimRule, checkRule } from '../rules/claim-rule';
import { checkRouteScopes } from './route-scopes';

/**
 * Options of `RouteAccess.signedIn`.
 */
export interface SignedInOptions {
  /**
   * OAuth scopes. The token must have at least one of them in its `scope` or `scp` claim. 1 to 10 scopes.
   *
   * Clerk's session tokens have no scopes; its OAuth access tokens do. An OAuth access token has an `aud` only if the client
   * requested a `resource`; otherwise `audience` must contain the client's id.
   *
   * @default - no scope is required
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
   */
  readonly scopes?: string[];
}

const SIGNED_IN: PropTable<SignedInOptions> = {
  owner: 'RouteAccess.signedIn()',
  types: { scopes: 'own check' },
  hints: { rule: "write RouteAccess.when(ClaimRule.hasRole('org:admin'))" },
};

/**
 * Who may call a route.
 */
export class RouteAccess {
  /**
   * Requires a valid token of the Clerk instance with the right audience.
   *
   * API Gateway's JWT authorizer checks it without a Lambda function, unless a prop of the API requires the Lambda authorizer.
   *
   * @param options the scopes to require
   * @throws `RouteAccess.scopes` if `scopes` is empty, has more than 10 entries, or contains an invalid scope, `Props.type` if
   * `options` is not an object
   */
  public static signedIn(options: SignedInOptions = {}): RouteAccess {
    const isOptions = typeof options === 'object' && options !== null && !Array.isArray(options);
    checkType(isOptions, 'options', options, "write RouteAccess.signedIn({ scopes: ['orders:read'] })");
    checkProps(SIGNED_IN, options);
    checkSpelling(SIGNED_IN, options);
    checkNoSecrets(options);
    checkRouteScopes(options.scopes);
    return new RouteAccess('signedIn', options.scopes);
  }

  /**
   * Makes the route public: it needs no token, and its `AuthorizationType` is `NONE`.
   */
  public static anyone(): RouteAccess {
    return new RouteAccess('anyone');
  }

  /**
   * Requires a signed-in caller whose claims meet a rule. A signed-in caller whose claims do not meet it gets 403.
   *
   * The bundled Lambda authorizer checks it.
   *
   * @param rule the rule, for example `ClaimRule.hasRole('org:admin')`
   * @throws `Props.type` if `rule` is not a `ClaimRule`
   */
  public static when(rule: ClaimRule): RouteAccess {
    checkRule(rule);
    return new RouteAccess('when', undefined, rule);
  }

  /**
   * Serves anonymous callers too, and refuses a request with an invalid token.
   *
   * `isAuthenticated` in the authorizer context tells the back end whether the caller is signed in. The bundled Lambda
   * authorizer runs for every request, anonymous ones included; its decision is never cached.
   */
  public static optional(): RouteAccess {
    return new RouteAccess('optional');
  }

  /** @internal */
  public get _isProtected(): boolean {
    return this._kind !== 'anyone';
  }

  /** @internal What the access table compares. */
  public get _level(): CallerRequirement['level'] | undefined {
    if (this._kind === 'anyone') return undefined;
    return this._kind === 'when' || this._scopes ? 'rule' : this._kind;
  }

  private constructor(
    /** @internal */ public readonly _kind: 'anyone' | 'signedIn' | 'when' | 'optional',
    /** @internal */ public readonly _scopes?: string[],
    /** @internal */ public readonly _rule?: ClaimRule,
  ) {}
}

markCopy(RouteAccess);
