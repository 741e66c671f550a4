import { HttpMethod, type HttpRouteIntegration } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { fail } from '../diagnostics/diagnostics';
import { FunctionIntegration } from './function-integration';
import { PreflightResponder, type PreflightResponderProps } from './preflight-responder';
import type { AddClerkRoutesOptions } from './protected-http-api-props';
import type { PlannedRoute } from './route-plan';

/** Where the routes of one construct lead: to the back ends that were given, or to the preflight responder. */
export class RouteIntegrations {
  private readonly byFunction = new Map<IFunction, FunctionIntegration>();

  constructor(
    private readonly owner: Construct,
    private readonly responder: PreflightResponderProps,
  ) {}

  /** The integration of a function is shared by all routes to it. */
  public backEnd({ integration, handler }: AddClerkRoutesOptions): HttpRouteIntegration {
    if (integration) return integration;
    const known = this.byFunction.get(handler as IFunction);
    if (known) return known;
    const created = new FunctionIntegration('Integration', handler as IFunction);
    this.byFunction.set(handler as IFunction, created);
    return created;
  }

  /** Creates the preflight responder unless the API has one. */
  public preflight({ method, path }: PlannedRoute): HttpRouteIntegration {
    const responder = PreflightResponder.of(this.owner, this.responder);
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
