import { Method } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';

/**
 * Returns the method that CDK is creating. CDK tells an authorizer the API of a method and not the method, which is in the tree
 * by then and has no resource yet.
 */
export function methodInCreation(scope: IConstruct): Method | undefined {
  if (scope instanceof Method && !scope.node.defaultChild) return scope;
  // The newest constructs are the last ones.
  for (const child of scope.node.children.reverse()) {
    const method = methodInCreation(child);
    if (method) return method;
  }
  return undefined;
}
