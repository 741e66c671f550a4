import type { HttpRouteIntegration } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  HttpLambdaIntegration,
  HttpSqsIntegration,
  HttpStepFunctionsIntegration,
} from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { checkIdentityOf, type IdentityVariables } from './check-identity-headers';
import { IdentityHeader } from './identity-header';
import { IdentityIntegration } from './identity-integration';
import type { RouteAccess } from './route-access';
import type { AuthorizedBy, RouteAuthorizers } from './route-authorizers';
import type { PlannedRoute } from './route-plan';

/** The variables that have a value for every caller. Behind the JWT authorizer, only `sub` is in every token of Clerk. */
const IDENTITY_VARIABLES: Record<AuthorizedBy, IdentityVariables> = {
  jwt: { [IdentityHeader.USER_ID]: '$context.authorizer.claims.sub' },
  lambda: {
    [IdentityHeader.USER_ID]: '$context.authorizer.userId',
    [IdentityHeader.SESSION_ID]: '$context.authorizer.sessionId',
    [IdentityHeader.ORG_ID]: '$context.authorizer.orgId',
    [IdentityHeader.ORG_ROLE]: '$context.authorizer.orgRole',
  },
  nothing: {},
};

/** Integrations to which the headers of a request do not matter: functions read the caller from their event. */
const WITHOUT_HEADERS = [HttpLambdaIntegration, HttpSqsIntegration, HttpStepFunctionsIntegration];

/** The identity headers of an API. Their mappings belong to an integration, so each kind of authorizer has one of its own. */
export class IdentityHeaders {
  private readonly created = new Map<HttpRouteIntegration, Partial<Record<AuthorizedBy, IdentityIntegration>>>();

  constructor(
    private readonly headers: readonly IdentityHeader[] | undefined,
    private readonly authorizers: RouteAuthorizers,
  ) {}

  /** Fails if a header would have no value for some callers: the value that they send might then reach the back end. */
  public check(routes: readonly PlannedRoute[], integration: HttpRouteIntegration | undefined): void {
    if (!this.headers || !integration || !readsHeaders(integration)) return;
    for (const route of routes.filter(({ access }) => access._isProtected)) {
      checkIdentityOf(route, this.headers, IDENTITY_VARIABLES[this.authorizers.kindOf(route.access)]);
    }
  }

  /** Returns the integration with the mappings for the routes of this access. */
  public integrationFor(integration: HttpRouteIntegration, access: RouteAccess): HttpRouteIntegration {
    if (!this.headers || !readsHeaders(integration)) return integration;
    const authorizedBy = this.authorizers.kindOf(access);
    const created = this.created.get(integration) ?? {};
    this.created.set(integration, created);
    created[authorizedBy] ??= new IdentityIntegration(integration, mappings(this.headers, authorizedBy));
    return created[authorizedBy];
  }
}

/** Whether the back end reads the headers of a request. It may, if the class of the integration is not known here. */
function readsHeaders(integration: HttpRouteIntegration): boolean {
  return !WITHOUT_HEADERS.some((it) => integration instanceof it);
}

/** Removes each header of the client that is not overwritten, whether the back end was meant to read it or not. */
function mappings(headers: readonly IdentityHeader[], authorizedBy: AuthorizedBy): Record<string, string> {
  const entries = Object.values(IdentityHeader).map((header) => {
    const variable = headers.includes(header) && IDENTITY_VARIABLES[authorizedBy][header];
    // AWS documents `''` for a removal. CDK's `removeHeader` writes an empty text, which API Gateway refuses.
    return variable ? [`overwrite:header.${header}`, variable] : [`remove:header.${header}`, "''"];
  });
  return Object.fromEntries(entries);
}
