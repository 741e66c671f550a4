import { Aspects, Stage } from 'aws-cdk-lib';
import { Deployment, type IRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';

/**
 * Replaces deployments of an API when the fingerprint changes, in whichever way they were created. A stage serves the API as it was when
 * deployed, and CDK replaces only the deployment that the API makes itself.
 *
 * @param isDeployed whether the deployment depends on the fingerprint
 * @param dependencies constructs that the deployment must contain
 */
export function redeployOnChange(
  scope: IConstruct,
  isDeployed: (deployment: Deployment) => boolean,
  fingerprint: object,
  dependencies: IConstruct[] = [],
): void {
  Aspects.of(Stage.of(scope) ?? scope.node.root).add({
    visit: (node) => {
      if (!(node instanceof Deployment && isDeployed(node))) return;
      node.addToLogicalId(fingerprint);
      node.node.addDependency(...dependencies);
    },
  });
}

/** Whether the deployment is one of the API that the user created. CDK replaces the one that it creates itself. */
export function isOwnDeployment(deployment: Deployment, restApi: IRestApi): boolean {
  return deployment.api.restApiId === restApi.restApiId && deployment !== restApi.latestDeployment;
}
