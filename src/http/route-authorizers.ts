import { HttpNoneAuthorizer, type IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { ClaimRule } from '../rules/claim-rule';
import type { ClerkHttpJwtAuthorizer } from './http-jwt-authorizer';
import type { ClerkHttpLambdaAuthorizer } from './http-lambda-authorizer';
import type { RouteAccess } from './route-access';

/** The authorizer of a route: API Gateway's JWT authorizer, the Lambda authorizer, or nothing. */
export type AuthorizedBy = 'jwt' | 'lambda' | 'nothing';

/** Chooses the authorizer of each route: the Lambda authorizer only where the JWT authorizer is not enough. */
export class RouteAuthorizers {
  constructor(
    private readonly jwt: ClerkHttpJwtAuthorizer,
    private readonly lambda: ClerkHttpLambdaAuthorizer,
    private readonly usesOnlyLambda: boolean,
  ) {}

  public kindOf({ _kind: kind, _rule: rule }: RouteAccess): AuthorizedBy {
    if (kind === 'anyone') return 'nothing';
    return kind === 'optional' || rule || this.usesOnlyLambda ? 'lambda' : 'jwt';
  }

  public authorizerOf(access: RouteAccess): IHttpRouteAuthorizer {
    const { _kind: kind, _scopes: scopes, _rule: rule } = access;
    const authorizedBy = this.kindOf(access);
    if (authorizedBy === 'nothing') return new HttpNoneAuthorizer();
    if (authorizedBy === 'jwt') return this.jwt;
    if (kind === 'optional') return this.lambda.optional();
    if (rule) return this.lambda.when(rule);
    return scopes
      ? this.lambda.when(ClaimRule.anyOf(...scopes.map((scope) => ClaimRule.hasScope(scope))))
      : this.lambda.signedIn();
  }

  /** An empty list prevents the API's default scopes from being set on routes that cannot have scopes. */
  public scopesOf(access: RouteAccess): string[] | undefined {
    return this.kindOf(access) === 'jwt' ? access._scopes : [];
  }
}
