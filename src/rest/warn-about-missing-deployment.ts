import type { IRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';
import { type RenderedResources, resolve } from '../access/rendered-resources';
import { warn } from '../diagnostics/diagnostics';

/**
 * Warns if nothing in the app deploys the API. CloudFormation adds an authorizer to a method, and the stages serve the method
 * without it until somebody deploys the API.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
 */
export function warnAboutMissingDeployment(place: IConstruct, restApi: IRestApi, resources: RenderedResources): void {
  const api = JSON.stringify(resolve(restApi, restApi.restApiId));
  const deployments = resources.idsOf('AWS::ApiGateway::Deployment');
  if (deployments.some((id) => JSON.stringify(resources.propertiesOf(id).RestApiId) === api)) return;
  warn(place, 'RestAuthorizer.noDeployment', {
    what: `nothing here deploys the API ${restApi.node.path}, so that its stages serve methods without the authorizers that they got since the last deployment`,
    fix: 'add a Deployment of the API, which is then replaced with every change of the authorizer, or acknowledge this if something else deploys the API',
  });
}
