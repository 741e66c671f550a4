import { areDefaultSources } from '../tokens/check-token-sources';
import type { ClerkProtectedHttpApiProps } from './protected-http-api-props';

/** Whether a prop is set that API Gateway's JWT authorizer does not support. */
export function needsLambda(props: ClerkProtectedHttpApiProps): boolean {
  const { useLambdaAuthorizer, authorizedParties, tokenKinds, denyImpersonation, keys, tokenSources } = props;
  const setting = useLambdaAuthorizer || authorizedParties || tokenKinds || denyImpersonation || keys?._keys;
  return Boolean(setting) || !areDefaultSources(tokenSources);
}
