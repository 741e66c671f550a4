import { isObject } from '../../lambda/shared/json';
import { routeKey } from '../../src/access/api-route';
import { EXECUTE_API, type Gateway, STAND_IN } from './gateway';
import { lacksIdentitySource } from './identity-source';

/**
 * HTTP APIs, with payload format 2.0 and simple responses.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export const httpApi: Gateway = {
  refuses: ({ IdentitySource }, request) => lacksIdentitySource((IdentitySource as string[]) ?? [], request),

  event({ route }, _, { method, path, headers: { cookie, ...headers }, query }) {
    const key = routeKey(route);
    return {
      version: '2.0',
      type: 'REQUEST',
      routeArn: `${EXECUTE_API}/${method}${path}`,
      routeKey: key,
      rawPath: path,
      rawQueryString: new URLSearchParams(query).toString(),
      ...(cookie && { cookies: cookie.split('; ') }),
      headers,
      queryStringParameters: query,
      requestContext: {
        ...STAND_IN,
        http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
        routeKey: key,
      },
    };
  },

  contextOf(response) {
    const { isAuthorized, context } = isObject(response) ? response : {};
    return isAuthorized === true ? { lambda: context } : undefined;
  },
};
