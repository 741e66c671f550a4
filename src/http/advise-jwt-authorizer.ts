import type { Construct } from 'constructs';
import { advise } from '../diagnostics/diagnostics';
import { IdentityHeader } from './identity-header';
import { needsLambda } from './needs-lambda';
import type { ClerkProtectedHttpApiProps } from './protected-http-api-props';
import { type PlannedRoute, routeKey } from './route-plan';

/** The props that make the Lambda authorizer check nothing that a route asked for. */
const REASONS = ['useLambdaAuthorizer', 'keys'] as const;

/** Advises the JWT authorizer of API Gateway, which runs no function, where no route asks for more than it checks. */
export function adviseJwtAuthorizer(
  scope: Construct,
  props: ClerkProtectedHttpApiProps,
  routes: readonly PlannedRoute[],
): void {
  scope.node.addValidation({
    validate: () => {
      const reasons = reasonsOf(props);
      const keys = routes.filter(({ access }) => access._kind === 'signedIn').map(routeKey);
      if (reasons.length > 0 && keys.length > 0) report(scope, reasons.join(' and '), keys);
      return [];
    },
  });
}

/** Returns the props without which the JWT authorizer would do. None if another prop needs the Lambda authorizer as well. */
function reasonsOf(props: ClerkProtectedHttpApiProps): string[] {
  const rest = { ...props, useLambdaAuthorizer: undefined, keys: undefined };
  const needsContext = props.identityHeaders?.some((header) => header !== IdentityHeader.USER_ID);
  if (needsLambda(rest) || needsContext) return [];
  return REASONS.filter((name) => needsLambda({ ...rest, [name]: props[name] })).map((name) => `'${name}'`);
}

function report(scope: Construct, reasons: string, [first, ...others]: string[]): void {
  const routes = others.length > 0 ? `${first} and ${others.length} more routes` : first;
  advise(scope, 'ClerkProtectedHttpApi.jwtAuthorizerSuffices', {
    what: `${routes} run a Lambda function for each request because of ${reasons}, and ask for nothing that API Gateway's JWT authorizer does not check`,
    fix: 'remove it to save the function, unless back ends read nested claims or pending sessions must be refused, or acknowledge this',
  });
}
