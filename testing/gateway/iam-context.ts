import { isObject } from '../../lambda/shared/json';

/**
 * Returns the context of a REST or WebSocket API, in which every value is a string, or undefined if the IAM policy in the
 * response denies access. The resources of the policy are not compared with the request.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 */
export function iamContext(response: unknown): Record<string, string> | undefined {
  const { principalId, policyDocument, context } = isObject(response) ? response : {};
  const statements = isObject(policyDocument) ? [policyDocument.Statement].flat() : [];
  const isAllowed = statements.length > 0 && statements.every((it) => isObject(it) && it.Effect === 'Allow');
  if (!isAllowed) return undefined;
  const entries = Object.entries({ principalId, ...(isObject(context) && context) });
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
