import { CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IConstruct } from 'constructs';

/** Returns the keys of all routes that are children of a construct, including those of other constructs. */
export function existingRouteKeys(scope: IConstruct): string[] {
  return scope.node.children.flatMap(({ node }) =>
    node.defaultChild instanceof CfnRoute ? node.defaultChild.routeKey : [],
  );
}
