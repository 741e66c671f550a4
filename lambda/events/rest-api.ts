import { REST_VERBS } from '../../src/policy/policy-document';
import type { Policy } from '../policy/decode-policy';
import type { JsonObject } from '../shared/json';
import { unsupported } from '../shared/refusal';
import type { ApiRequest } from './api-request';
import { carrierOf } from './carrier';
import { findToken, headerToken } from './find-token';
import { type IamResponse, iamResponse, type MethodArn } from './iam-response';

/** The longest resource that API Gateway accepts in a policy statement. */
const MAX_RESOURCE_LENGTH = 512;

/**
 * Reads the event of a REST API, from an authorizer of type TOKEN or REQUEST.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
 */
export function restApiRequest(event: JsonObject, { arn, stage, method }: MethodArn): ApiRequest<IamResponse> {
  const { type, httpMethod, resource } = event;
  return {
    read(policy) {
      const { requirements } = policy;
      if (type === 'TOKEN') {
        // A stage that was deployed before the authorizer became one of type REQUEST still sends this event. It does not name
        // the resource, and the path may be encoded, so the caller has to meet the rules of all resources.
        return { requirement: requirements.ofAllRoutes(method), token: headerToken(policy, event.authorizationToken) };
      }
      // The rule is found by `httpMethod` and the policy is written for the method of the ARN, so they must be equal.
      const isKnown = httpMethod === method && REST_VERBS.includes(method);
      if (type !== 'REQUEST' || !isKnown || !isResource(resource)) unsupported();
      const requirement = requirements.ofRoute(`${method} ${resource}`) ?? requirements.ofOtherRoutes();
      return { requirement, token: findToken(policy, carrierOf(event, httpMethod)) };
    },

    respond(decision, policy) {
      const isReused = policy?.cached && !(type === 'TOKEN' && policy.requirements.hasRoutes);
      return iamResponse(decision, isReused ? cachedResource(policy) : exactResource(arn));
    },
  };

  /**
   * Returns the resource of a cached policy: everything that shares its cache key. The key is the token and, where
   * methods have rules of their own, the method and the resource too: `*` also matches slashes, so that the policy of
   * `/orders/{id}` covers `/orders/{id}/refunds` as well, and only the key keeps the two apart. The resource is never
   * truncated for the same reason.
   */
  function cachedResource({ requirements }: Policy): string {
    if (!requirements.hasRoutes || !isResource(resource)) return `${stage}/*`;
    return `${stage}/${method}${resource.replace(/{[^}]*}/g, '*')}`;
  }
}

/** Whether it is a resource path without IAM wildcards. */
function isResource(resource: unknown): resource is string {
  return typeof resource === 'string' && /^\/[^*?]*$/.test(resource);
}

/**
 * Returns the ARN as a resource. A `*` that the caller wrote into the path is replaced by `?`, which matches one
 * character.
 */
function exactResource(arn: string): string {
  const resource = arn.replaceAll('*', '?');
  return resource.length > MAX_RESOURCE_LENGTH ? `${resource.slice(0, MAX_RESOURCE_LENGTH - 1)}*` : resource;
}
