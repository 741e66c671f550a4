import { CfnOutput, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ClaimRule } from '../rules/claim-rule';

/**
 * Returns the claims to configure in Clerk as JSON: one audience, which is enough, and the custom claims that rules read.
 *
 * @see https://clerk.com/docs/guides/sessions/customize-session-tokens
 */
export function sessionTokenClaims(scope: Construct, audience: string[], rules: () => ClaimRule[]): string {
  const aud = Token.isUnresolved(audience) ? Fn.select(0, audience) : audience[0];
  const produce = () => {
    const names = rules().flatMap((rule) => rule._claimNames());
    const claims = Object.fromEntries(names.map((name) => [name, shortcode(name)]));
    return Stack.of(scope).toJsonString({ aud, ...claims });
  };
  return Lazy.string({ produce });
}

/** Adds the stack output with the claims to configure in Clerk. */
export function outputSessionTokenClaims(scope: Construct, value: string): void {
  new CfnOutput(scope, 'SessionTokenClaims', {
    description: 'Clerk Dashboard > Sessions > Customize session token: add these claims',
    value,
  });
}

/** Returns the Clerk shortcode of a claim: public metadata, or the member of it with the name of the claim. */
function shortcode(name: string): string {
  return name === 'metadata' ? '{{user.public_metadata}}' : `{{user.public_metadata.${name}}}`;
}
