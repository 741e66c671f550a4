import { Duration } from 'aws-cdk-lib';
import { RequestAuthorizer, TokenAuthorizer } from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { watchCache } from '../access/watch-cache';
import { uniqueAuthorizerName } from '../authorizer/authorizer-name';
import { isCaching } from '../authorizer/results-cache';
import { identitySources, onlyHeader } from '../tokens/check-token-sources';
import type { ClerkRestAuthorizerProps } from './rest-authorizer-props';

export interface TokenOrRequestAuthorizer {
  readonly construct: TokenAuthorizer | RequestAuthorizer;
  /** The settings whose change takes effect only with a new deployment of the API. */
  readonly fingerprint: unknown;
}

const JWT = '[-0-9a-zA-Z_]+\\.[-0-9a-zA-Z_]+\\.[-0-9a-zA-Z_]+';

/** The pattern of what the function accepts in a header, so that anything else is refused without an invocation. */
const VALIDATION_REGEX = `^([Bb][Ee][Aa][Rr][Ee][Rr] +)?${JWT}$`;

/**
 * Creates CDK's authorizer of type TOKEN or REQUEST, depending on the token sources and the method rules.
 *
 * The types have different ids and names: while a deployment changes the type, a stage still uses the authorizer that it
 * was deployed with. API Gateway requires names that are unique in the API. Neither name is the one that CDK gives to an
 * authorizer with the path of `scope`, so that such an authorizer can be replaced by `ClerkRestAuthorizer`.
 */
export function createTokenOrRequestAuthorizer(
  scope: Construct,
  handler: IFunction,
  props: ClerkRestAuthorizerProps,
): TokenOrRequestAuthorizer {
  const { resultsCacheTtl = Duration.seconds(0), methodRules = {} } = props;
  const hasMethodRules = Object.keys(methodRules).length > 0;
  const header = onlyHeader(props.tokenSources);
  const shared = { handler, resultsCacheTtl };

  if (header && !hasMethodRules) {
    const type = { identitySource: `method.request.header.${header}`, validationRegex: VALIDATION_REGEX };
    const authorizerName = props.authorizerName ?? uniqueAuthorizerName(() => construct);
    const construct: TokenAuthorizer = new TokenAuthorizer(scope, 'Authorizer', { ...shared, ...type, authorizerName });
    watchCache(construct, { isOn: isCaching(resultsCacheTtl), key: [type.identitySource] });
    return { construct, fingerprint: fingerprint(type) };
  }
  const sources = identitySources(props.tokenSources).map((source) => `method.request.${source}`);
  // Without the method in the cache key, API Gateway would apply the cached policy of one method to another.
  if (hasMethodRules && isCaching(resultsCacheTtl)) sources.push('context.httpMethod', 'context.resourcePath');
  const type = { identitySources: sources };
  const authorizerName =
    props.authorizerName === undefined ? uniqueAuthorizerName(() => construct) : `${props.authorizerName}-request`;
  const construct: RequestAuthorizer = new RequestAuthorizer(scope, 'RequestAuthorizer', {
    ...shared,
    ...type,
    authorizerName,
  });
  watchCache(construct, { isOn: isCaching(resultsCacheTtl), key: sources });
  return { construct, fingerprint: fingerprint(type) };

  function fingerprint(type: object): unknown {
    return { ...type, ttl: resultsCacheTtl.toSeconds(), handler: handler.functionArn };
  }
}
