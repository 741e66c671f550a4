import { CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IConstruct } from 'constructs';

/** The keys of the routes that are children of a construct, whoever created them. */
export function existingRouteKeys(scope: IConstruct): string[] {
  return scope.node.children.flatMap(({ node }) =>
    node.defaultChild instanceof CfnRoute ? node.defaultChild.routeKey : [],
  );
}
