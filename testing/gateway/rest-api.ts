import type { Properties } from '../../src/access/resources';
import type { CarriedRequest } from './carry-token';
import { EXECUTE_API, type Gateway, STAND_IN } from './gateway';
import { iamContext } from './iam-context';
import { lacksIdentitySource } from './identity-source';

/**
 * REST APIs, with an authorizer of type TOKEN or REQUEST.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
 */
export const restApi: Gateway = {
  refuses(authorizer, request) {
    const { Type, AuthorizerResultTtlInSeconds, IdentityValidationExpression } = authorizer;
    // Without caching, API Gateway does not look at the identity sources of a REQUEST authorizer.
    if (Type === 'REQUEST')
      return AuthorizerResultTtlInSeconds !== 0 && lacksIdentitySource(sources(authorizer), request);
    const value = tokenHeader(authorizer, request) ?? '';
    return value === '' || !new RegExp(`^(?:${IdentityValidationExpression ?? '.*'})$`).test(value);
  },

  event({ route, method, path }, authorizer, request) {
    const methodArn = `${EXECUTE_API}/${method}${path}`;
    if (authorizer.Type !== 'REQUEST') {
      return { type: 'TOKEN', methodArn, authorizationToken: tokenHeader(authorizer, request) };
    }
    return {
      type: 'REQUEST',
      methodArn,
      resource: route.path,
      path,
      httpMethod: method,
      headers: request.headers,
      multiValueHeaders: lists(request.headers),
      queryStringParameters: request.query,
      multiValueQueryStringParameters: lists(request.query),
      pathParameters: {},
      stageVariables: {},
      requestContext: { ...STAND_IN, path: `/${STAND_IN.stage}${path}`, resourcePath: route.path, httpMethod: method },
    };
  },

  contextOf: iamContext,
};

function sources({ IdentitySource }: Properties): string[] {
  return typeof IdentitySource === 'string' ? IdentitySource.split(',').map((source) => source.trim()) : [];
}

function tokenHeader(authorizer: Properties, { headers }: CarriedRequest): string | undefined {
  const [source = ''] = sources(authorizer);
  return headers[source.replace('method.request.header.', '').toLowerCase()];
}

/** Every header and parameter of these requests has one value. */
export function lists(values: Readonly<Record<string, string>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));
}
