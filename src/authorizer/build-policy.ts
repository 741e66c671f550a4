import { POLICY_VERSION, type PolicyDocument } from '../policy/policy-document';
import { acceptedAudience } from '../tokens/audience';
import { policyTokenSources } from '../tokens/check-token-sources';
import { ClerkKeys } from '../tokens/clerk-keys';
import { TokenKind } from '../tokens/token-kind';
import type { ClerkLambdaAuthorizerProps } from './lambda-authorizer-props';
import type { RenderedTable } from './route-table';

interface PolicySource extends ClerkLambdaAuthorizerProps {
  /** Whether the function throws `Unauthorized` for an unauthenticated caller (401) instead of returning a refusal (403). */
  readonly throwsUnauthorized: boolean;
  /** Whether API Gateway caches the IAM policy that the function returns. */
  readonly isCached?: boolean;
}

/** Builds the policy document of an authorizer from its props and its routes. */
export function policyDocument(source: PolicySource, table: RenderedTable): PolicyDocument {
  const { frontendApiUrl, audience, keys = ClerkKeys.fromJwks(), tokenKinds = [TokenKind.SESSION] } = source;
  return {
    v: POLICY_VERSION,
    issuer: frontendApiUrl,
    publishableKey: source.publishableKey,
    audience: acceptedAudience(audience),
    keys: keys._keys,
    tokenKinds,
    tokenSources: policyTokenSources(source.tokenSources),
    authorizedParties: source.authorizedParties,
    allowMissingAzp: source.allowMissingAuthorizedParty || undefined,
    denyImpersonation: source.denyImpersonation || undefined,
    reportOnly: source.reportOnlyRules || undefined,
    anonymousLogs: source.anonymousLogs || undefined,
    unauthenticated: source.throwsUnauthorized ? 'throw' : 'forbid',
    ...table,
    cached: source.isCached || undefined,
  };
}
