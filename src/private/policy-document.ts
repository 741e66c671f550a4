import { Fn, Token } from 'aws-cdk-lib';
import { ClerkKeys } from '../clerk-keys';
import type { ClerkHttpLambdaAuthorizerProps } from '../http-lambda-authorizer';
import { TokenKind } from '../token-kind';
import { UnauthenticatedResponse } from '../unauthenticated-response';
import { POLICY_VERSION, type PolicyDocument } from './policy';

/** The policy document of an authorizer, as its props and its routes have it. */
export function policyDocument(
  props: ClerkHttpLambdaAuthorizerProps,
  table: Pick<PolicyDocument, 'rules' | 'routes'>,
): PolicyDocument {
  const { frontendApiUrl, audience, keys = ClerkKeys.fromJwks(), tokenKinds = [TokenKind.SESSION] } = props;
  return {
    v: POLICY_VERSION,
    issuer: frontendApiUrl,
    audience: Token.isUnresolved(audience) ? [joined(audience)] : audience,
    keys: keys._keys,
    tokenKinds: tokenKinds,
    authorizedParties: props.authorizedParties,
    allowMissingAzp: props.allowMissingAuthorizedParty || undefined,
    denyImpersonation: props.denyImpersonation || undefined,
    unauthenticated: props.unauthenticatedResponse === UnauthenticatedResponse.UNAUTHORIZED ? 'throw' : 'forbid',
    ...table,
  };
}

/** A list that is known at deployment only, to be put between the quotation marks of one JSON string. */
function joined(list: string[]): string {
  return Fn.join('","', list);
}
