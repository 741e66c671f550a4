import { checkScopes } from './private/scopes';

/**
 * Options of `RouteAccess.signedIn`.
 */
export interface SignedInOptions {
  /**
   * OAuth scopes of which the token must carry at least one, in its `scope` or `scp` claim.
   *
   * Clerk's session tokens carry no scopes; its OAuth access tokens do.
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
   * @throws if `scopes` is an empty list or holds an empty string
   */
  public static signedIn(options: SignedInOptions = {}): RouteAccess {
    checkScopes(options.scopes);
    return new RouteAccess('signedIn', options.scopes);
  }

  /**
   * Nothing: the route is public, and its `AuthorizationType` is `NONE`.
   */
  public static anyone(): RouteAccess {
    return new RouteAccess('anyone');
  }

  /** @internal */
  public get _isProtected(): boolean {
    return this._kind !== 'anyone';
  }

  private constructor(
    /** @internal */ public readonly _kind: 'anyone' | 'signedIn',
    /** @internal */ public readonly _scopes?: string[],
  ) {}
}
