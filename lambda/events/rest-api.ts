import { type PolicyDocument, REST_VERBS } from '../../src/policy/policy-document';
import type { JsonObject } from '../shared/json';
import { unsupported } from '../shared/reasons';
import type { ApiRequest } from './api-request';
import { carrierOf, findToken, headerToken } from './find-token';
import { iamResponse, type MethodArn } from './iam-response';

/** What API Gateway accepts as the resource of a statement. */
const MAX_RESOURCE_LENGTH = 512;

/**
 * REST APIs, with authorizers of both types.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
 */
export function restApiRequest(event: JsonObject, { arn, stage, method }: MethodArn): ApiRequest {
  const { type, httpMethod, resource } = event;
  return {
    read(policy) {
      const { defaultRoute: otherwise } = policy;
      if (type === 'TOKEN') {
        // Of the resource it tells nothing, so that the rules of methods cannot be told apart.
        if (hasMethodRules(policy)) unsupported();
        return { routeKey: '', otherwise, token: headerToken(policy, event.authorizationToken) };
      }
      // The rule is found by the method and the policy is written for the one of the ARN.
      const isKnown = httpMethod === method && REST_VERBS.includes(method);
      if (type !== 'REQUEST' || !isKnown || !isResource(resource)) unsupported();
      return { routeKey: `${method} ${resource}`, otherwise, token: findToken(policy, carrierOf(event)) };
    },

    respond(decision, policy) {
      return iamResponse(decision, policy?.cached ? lasting(policy) : exactly(arn));
    },
  };

  /**
   * All that a cached decision is found for: whatever is asked for with the same token and, where methods have rules of their
   * own, the same method and resource. The cache's key has to have these in it, as `*` stands for slashes, too,
   * and so covers `/orders/{id}/refunds` where `/orders/{id}` is meant. For the same reason nothing is cut off here.
   */
  function lasting(policy: PolicyDocument): string {
    if (!hasMethodRules(policy) || !isResource(resource)) return `${stage}/*`;
    return `${stage}/${method}${resource.replace(/{[^}]*}/g, '*')}`;
  }
}

function hasMethodRules(policy: PolicyDocument): boolean {
  return Object.keys(policy.routes).length > 0;
}

/** In a policy, what else stands in the path of a resource must not have a meaning of its own. */
function isResource(resource: unknown): resource is string {
  return typeof resource === 'string' && /^\/[^*?]*$/.test(resource);
}

/** A caller may write a `*` into the path. Here it becomes one that covers a single character. */
function exactly(arn: string): string {
  const resource = arn.replaceAll('*', '?');
  return resource.length > MAX_RESOURCE_LENGTH ? `${resource.slice(0, MAX_RESOURCE_LENGTH - 1)}*` : resource;
}
