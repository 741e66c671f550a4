import { HttpMethod, type HttpRouteIntegration } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { fail } from '../diagnostics/diagnostics';
import { FunctionIntegration } from './function-integration';
import type { IdentityHeaders } from './identity-headers';
import { PreflightResponder, type PreflightResponderProps } from './preflight-responder';
import type { AddClerkRoutesOptions } from './protected-http-api-props';
import type { RouteAccess } from './route-access';
import type { PlannedRoute } from './route-plan';

interface RouteIntegrationsProps extends PreflightResponderProps {
  readonly identity: IdentityHeaders;
}

/** Where the routes of one construct lead: to the back ends that were given, or to the preflight responder. */
export class RouteIntegrations {
  private readonly byFunction = new Map<IFunction, FunctionIntegration>();

  constructor(
    private readonly owner: Construct,
    private readonly props: RouteIntegrationsProps,
  ) {}

  public of(route: PlannedRoute, options: AddClerkRoutesOptions): HttpRouteIntegration {
    return route.isPreflight ? this.preflight(route) : this.backEnd(options, route.access);
  }

  /** The integration of a function is shared by all routes to it. */
  private backEnd({ integration, handler }: AddClerkRoutesOptions, access: RouteAccess): HttpRouteIntegration {
    if (integration) return this.props.identity.integrationFor(integration, access);
    const known = this.byFunction.get(handler as IFunction);
    if (known) return known;
    const created = new FunctionIntegration('Integration', handler as IFunction);
    this.byFunction.set(handler as IFunction, created);
    return created;
  }

  /** Creates the preflight responder unless the API has one. */
  private preflight({ method, path }: PlannedRoute): HttpRouteIntegration {
    const responder = PreflightResponder.of(this.owner, this.props);
    if (method === HttpMethod.OPTIONS) responder.addListedPath(path);
    return responder.integration;
  }
}

export function checkIntegration({ path, integration, handler }: AddClerkRoutesOptions): void {
  if (Boolean(integration) !== Boolean(handler)) return;
  fail('Route.integration', {
    what: `the routes of ${path} need one of 'integration' and 'handler'`,
    got: handler ? 'both' : 'neither',
    fix: 'write handler: myFunction',
  });
}
