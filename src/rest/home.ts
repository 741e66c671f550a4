import { Names, Stack } from 'aws-cdk-lib';
import type { IRestApi } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';

/**
 * Returns where to create what the deployment of an API depends on: in the API's own stack, because the other stack needs
 * the id of the API and could not be deployed first.
 */
export function homeIn(restApi: IRestApi, scope: Construct): Construct {
  if (Stack.of(restApi) === Stack.of(scope)) return scope;
  return new Construct(restApi as IRestApi & Construct, Names.uniqueId(scope));
}
