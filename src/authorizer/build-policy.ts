import { Fn, Token } from 'aws-cdk-lib';
import { POLICY_VERSION, type PolicyDocument } from '../policy/policy-document';
import { policyTokenSources } from '../tokens/check-token-sources';
import { ClerkKeys } from '../tokens/clerk-keys';
import { TokenKind } from '../tokens/token-kind';
import type { ClerkLambdaAuthorizerProps } from './lambda-authorizer-props';

type Table = Pick<PolicyDocument, 'rules' | 'routes' | 'defaultRoute'>;

interface PolicySource extends ClerkLambdaAuthorizerProps {
  /** Whether an unauthenticated caller is refused by a thrown `Unauthorized`. */
  readonly throws: boolean;
  /** Whether API Gateway reuses an IAM policy. */
  readonly cached?: boolean;
}

/** The policy document of an authorizer, as its props and its routes have it. */
export function policyDocument(source: PolicySource, table: Table): PolicyDocument {
  const { frontendApiUrl, audience, keys = ClerkKeys.fromJwks(), tokenKinds = [TokenKind.SESSION] } = source;
  return {
    v: POLICY_VERSION,
    issuer: frontendApiUrl,
    audience: joined(audience),
    keys: keys._keys,
    tokenKinds: tokenKinds,
    tokenSources: policyTokenSources(source.tokenSources),
    authorizedParties: source.authorizedParties && joined(source.authorizedParties),
    allowMissingAzp: source.allowMissingAuthorizedParty || undefined,
    denyImpersonation: source.denyImpersonation || undefined,
    unauthenticated: source.throws ? 'throw' : 'forbid',
    ...table,
    cached: source.cached || undefined,
  };
}

/** A list that is known at deployment only goes between the quotation marks of one JSON string. */
function joined(list: string[]): string[] {
  return Token.isUnresolved(list) ? [Fn.join('","', list)] : list;
}
