import { EXECUTE_API, type Gateway, STAND_IN } from './gateway';
import { iamContext } from './iam-context';
import { lacksIdentitySource } from './identity-source';
import { lists } from './rest-api';

/**
 * WebSocket APIs, which call the authorizer when a client connects.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
export const webSocketApi: Gateway = {
  refuses: ({ IdentitySource }, request) => lacksIdentitySource((IdentitySource as string[]) ?? [], request),

  event(_, __, { headers, query }) {
    return {
      type: 'REQUEST',
      methodArn: `${EXECUTE_API}/$connect`,
      headers,
      multiValueHeaders: lists(headers),
      queryStringParameters: query,
      multiValueQueryStringParameters: lists(query),
      stageVariables: {},
      requestContext: { ...STAND_IN, routeKey: '$connect', eventType: 'CONNECT', messageDirection: 'IN' },
    };
  },

  contextOf: iamContext,
};
