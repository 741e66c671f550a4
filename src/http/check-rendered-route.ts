import type { CfnRoute, HttpRouteAuthorizerConfig, IHttpRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { hasOverrides, renderedProperties, resolve } from '../access/rendered-resources';
import { diagnose } from '../diagnostics/diagnostics';

/** Reports at the end of synthesis that a route lost its authorizer to an override or an aspect. */
export function requireAuthorizer(route: IHttpRoute, authorizer: HttpRouteAuthorizerConfig): HttpRouteAuthorizerConfig {
  route.node.addValidation({ validate: () => checkRenderedRoute(route, authorizer) });
  return authorizer;
}

function checkRenderedRoute(
  route: IHttpRoute,
  { authorizationType, authorizerId }: HttpRouteAuthorizerConfig,
): string[] {
  const resource = route.node.defaultChild as CfnRoute;
  // Most routes are as they were created. They need not be rendered, which takes longer than everything else here.
  const isUnchanged = resource.authorizationType === authorizationType && resource.authorizerId === authorizerId;
  if (isUnchanged && !hasOverrides(resource)) return [];
  const { AuthorizationType, AuthorizerId, RouteKey } = renderedProperties(resource);
  const isKnownLater = typeof AuthorizationType === 'object'; // only at deployment
  const isAsked =
    (AuthorizationType === authorizationType || isKnownLater) &&
    JSON.stringify(AuthorizerId) === JSON.stringify(resolve(route, authorizerId));
  if (isAsked) return [];
  return [
    diagnose('HttpAuthorizer.ignored', {
      what: `the route ${RouteKey} does not have its authorizer in the end, so API Gateway does not ask it`,
      got: AuthorizationType ?? 'NONE',
      fix: `remove what changes the authorizer of ${route.node.path}, or write access: RouteAccess.anyone()`,
    }),
  ];
}
