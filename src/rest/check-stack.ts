import { CfnResource, Stack } from 'aws-cdk-lib';
import type { IRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { fail } from '../diagnostics/diagnostics';

/** Fails if API and authorizer need each other across stacks: the API needs the authorizer's id, which needs the API's id. */
export function checkStack(authorizer: Construct, restApi: IRestApi): void {
  const isCreatedHere = CfnResource.isCfnResource(restApi.node.defaultChild);
  if (!isCreatedHere || Stack.of(restApi) === Stack.of(authorizer)) return;
  fail('RestAuthorizer.otherStack', {
    what: `the authorizer is in another stack than the API ${restApi.node.path}, and CloudFormation can deploy neither of the two first`,
    got: Stack.of(authorizer).node.path,
    fix: `write new ClerkRestAuthorizer(${Stack.of(restApi).node.id}, …), in the stack of the API`,
  });
}
