import { Names, Stack } from 'aws-cdk-lib';
import type { HttpRouteIntegrationBindOptions } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda';

/**
 * A Lambda integration with one permission for all routes of the API. CDK's own has one for each route, of which a function's
 * policy holds some fifty, or one for all routes but `$default`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export class FunctionIntegration extends HttpLambdaIntegration {
  private isPermitted = false;

  constructor(
    id: string,
    private readonly target: IFunction,
  ) {
    super(id, target, { scopePermissionToRoute: false });
  }

  /** CDK calls this for each route. */
  protected completeBind({ route, scope }: HttpRouteIntegrationBindOptions): void {
    if (this.isPermitted) return;
    this.isPermitted = true;
    const stack = Stack.of(scope);
    const id = `Permission.${Names.nodeUniqueId(this.target.node)}.${Names.nodeUniqueId(route.httpApi.node)}`;
    if (stack.node.findAll().some((it) => it instanceof CfnPermission && it.node.id === id)) return;
    this.target.addPermission(id, {
      scope,
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      // A route is <stage>/<method>/<path>, and $default is <stage>/$default, which CDK's */*/* does not match.
      sourceArn: stack.formatArn({ service: 'execute-api', resource: route.httpApi.apiId, resourceName: '*/*' }),
    });
  }
}
