import { Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';

/** By which API Gateway calls the function. */
export function authorizerUri(authorizer: IFunction): string {
  return Stack.of(authorizer).formatArn({
    service: 'apigateway',
    account: 'lambda',
    resource: 'path/2015-03-31/functions',
    resourceName: `${authorizer.functionArn}/invocations`,
  });
}

/** Lets an API call the function, and only as an authorizer. */
export function allowAuthorizers(authorizer: IFunction, apiId: string): void {
  authorizer.addPermission('Invoke', {
    principal: new ServicePrincipal('apigateway.amazonaws.com'),
    sourceArn: Stack.of(authorizer).formatArn({
      service: 'execute-api',
      resource: apiId,
      resourceName: 'authorizers/*',
    }),
  });
}
