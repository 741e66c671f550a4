import { type Api, accessesOf, isGuarded } from './api-route';
import type { Problem } from './problem';
import { API_TYPES } from './read-api';
import { type Resources, referenceTo } from './resources';

/**
 * Finds stages of an HTTP or WebSocket API that do not deploy changes by themselves. CloudFormation adds an authorizer to a
 * route, and such a stage serves the route without it until somebody deploys the API.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
 */
export function findManualDeployments(resources: Resources, { routes }: Api, apiId: string): Problem[] {
  if (!routes.some((route) => accessesOf(route).some(isGuarded))) return [];
  return resources.idsOf('AWS::ApiGatewayV2::Stage').flatMap((source): Problem[] => {
    const { ApiId, AutoDeploy = false } = resources.propertiesOf(source);
    if (AutoDeploy !== false || referenceTo(resources, ApiId, ...API_TYPES) !== apiId) return [];
    const what =
      'a stage does not deploy changes by itself, so that it serves routes without the authorizers that they got since its last deployment';
    const fix = 'add autoDeploy to the stage, or acknowledge this if something else deploys the API after every change';
    return [{ message: ['Access.manualDeployment', { what, fix }], routes: [], source }];
  });
}
