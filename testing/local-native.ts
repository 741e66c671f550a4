import { explainNative } from '../explain/explain-native';
import type { FoundRoute } from '../explain/find-route';
import type { KeyList } from '../explain/keys';
import { nativeJwtAnswer } from '../explain/native-jwt';
import type { Guard } from '../explain/read-guard';
import { carryToken } from './gateway/carry-token';
import type { LocalRequest } from './gateway/local-request';
import { NO_IDENTITY_SOURCE, type RouteAnswer } from './local-answer';

/** Answers a request to a route with a JWT authorizer, by a model of API Gateway. */
export function callNative(
  { authorizer, properties }: Extract<Guard, { kind: 'jwt' }>,
  found: FoundRoute,
  request: LocalRequest,
  keys: KeyList,
): RouteAnswer {
  const [source = ''] = [properties.IdentitySource as string | string[] | undefined].flat();
  const [, place, name = ''] = /request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
  const carrier = { in: place === 'querystring' ? 'query' : 'header', name: name.toLowerCase() } as const;
  const { headers, query } = carryToken(found, request, carrier);
  const value = place === 'querystring' ? query[name] : headers[name.toLowerCase()];
  if (!value) return NO_IDENTITY_SOURCE;
  const token = value.replace(/^Bearer +/i, '');
  const answer = nativeJwtAnswer(token, authorizer, keys.list, Date.now());
  if (answer.status === 200) {
    const explanation = 'The JWT authorizer of API Gateway accepts the token.';
    return { status: 200, explanation, context: answer.context, isModel: true };
  }
  const { status, reason, why, remedy } = explainNative(authorizer, token, keys, Date.now());
  return { status, reason, explanation: [why, remedy].filter(Boolean).join(' '), isModel: true };
}
