import { Duration } from 'aws-cdk-lib';
import { RequestAuthorizer, TokenAuthorizer } from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { uniqueAuthorizerName } from '../authorizer/authorizer-name';
import { isCaching } from '../authorizer/results-cache';
import { onlyHeader, pointers } from '../tokens/check-token-sources';
import type { ClerkRestAuthorizerProps } from './rest-authorizer-props';

export interface RestAuthorizer {
  readonly construct: TokenAuthorizer | RequestAuthorizer;
  /** Whatever takes a new deployment of the API to have an effect. */
  readonly fingerprint: unknown;
}

const JWT = '[-0-9a-zA-Z_]+\\.[-0-9a-zA-Z_]+\\.[-0-9a-zA-Z_]+';

/** CDK's own authorizer, of the type that the token sources and the rules call for. */
export function createRestAuthorizer(
  scope: Construct,
  handler: IFunction,
  props: ClerkRestAuthorizerProps,
): RestAuthorizer {
  const { resultsCacheTtl = Duration.seconds(0), methodRules = {} } = props;
  const hasMethodRules = Object.keys(methodRules).length > 0;
  const authorizerName = props.authorizerName ?? uniqueAuthorizerName(() => scope);
  const header = onlyHeader(props.tokenSources);
  const shared = { handler, authorizerName, resultsCacheTtl };

  if (header && !hasMethodRules) {
    const type = { identitySource: `method.request.header.${header}`, validationRegex: validationRegex(header) };
    const construct = new TokenAuthorizer(scope, 'Authorizer', { ...shared, ...type });
    return { construct, fingerprint: fingerprint(type) };
  }
  const identitySources = pointers(props.tokenSources).map((pointer) => `method.request.${pointer}`);
  // Without the method in the key, API Gateway would hold one method against the policy that was written for another.
  if (hasMethodRules && isCaching(resultsCacheTtl)) identitySources.push('context.httpMethod', 'context.resourcePath');
  const construct = new RequestAuthorizer(scope, 'Authorizer', { ...shared, identitySources });
  return { construct, fingerprint: fingerprint({ identitySources }) };

  function fingerprint(type: object): unknown {
    return { ...type, ttl: resultsCacheTtl.toSeconds(), handler: handler.functionArn };
  }
}

/** Spares an invocation for what cannot be a token; spelled with the scheme in `Authorization`, and either way elsewhere. */
function validationRegex(header: string): string {
  return header.toLowerCase() === 'authorization' ? `^Bearer ${JWT}$` : `^(Bearer )?${JWT}$`;
}
