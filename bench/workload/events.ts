export const ROUTE_KEY = 'GET /orders';

/**
 * The event of an HTTP API for its Lambda authorizer, in payload format 2.0.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function httpApiEvent(token: string | undefined): Record<string, unknown> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return {
    version: '2.0',
    type: 'REQUEST',
    routeArn: 'arn:aws:execute-api:eu-central-1:123456789012:abcdef123/$default/GET/orders',
    identitySource: token === undefined ? null : [`Bearer ${token}`],
    routeKey: ROUTE_KEY,
    rawPath: '/orders',
    rawQueryString: 'page=2',
    cookies: ['theme=dark'],
    headers: {
      accept: 'application/json',
      'accept-encoding': 'gzip, deflate, br',
      ...authorization,
      'content-length': '0',
      host: 'abcdef123.execute-api.eu-central-1.amazonaws.com',
      origin: 'http://localhost:3000',
      'user-agent':
        'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      'x-amzn-trace-id': 'Root=1-69214a5c-2b9c0e1f3a4d5b6c7d8e9f01',
      'x-forwarded-for': '192.0.2.1',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
    },
    queryStringParameters: { page: '2' },
    requestContext: {
      accountId: '123456789012',
      apiId: 'abcdef123',
      domainName: 'abcdef123.execute-api.eu-central-1.amazonaws.com',
      domainPrefix: 'abcdef123',
      http: { method: 'GET', path: '/orders', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'Mozilla/5.0' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: ROUTE_KEY,
      stage: '$default',
      time: '22/Nov/2026:12:34:56 +0000',
      timeEpoch: 1795350896000,
    },
    stageVariables: {},
    pathParameters: {},
  };
}

/** The event of a REST API for a Lambda authorizer of type TOKEN. */
export function restApiEvent(token: string): Record<string, unknown> {
  return {
    type: 'TOKEN',
    authorizationToken: `Bearer ${token}`,
    methodArn: 'arn:aws:execute-api:eu-central-1:123456789012:abcdef123/prod/GET/orders',
  };
}
