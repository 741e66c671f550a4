import { CfnOutput, Fn, Lazy, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { shortcode } from '../policy/shortcode';
import { isDeployTimeValue, isUnknown } from '../policy/unknown-value';
import type { ClaimRule } from '../rules/claim-rule';
import { TokenKind } from '../tokens/token-kind';

/**
 * Returns the claims to configure in Clerk as JSON: one audience, which is enough, and the custom claims that rules read.
 *
 * @see https://clerk.com/docs/guides/sessions/customize-session-tokens
 */
export function sessionTokenClaims(scope: Construct, audience: string[], rules: () => ClaimRule[]): string {
  const aud = isDeployTimeValue(audience) ? Fn.select(0, audience) : audience[0];
  const produce = () => {
    const names = rules().flatMap((rule) => rule._claimNames());
    const claims = Object.fromEntries(
      names.map((name) => [name, isUnknown(name) ? `{{user.public_metadata.${name}}}` : shortcode(name)]),
    );
    return Stack.of(scope).toJsonString({ aud, ...claims });
  };
  return Lazy.string({ produce });
}

/** Adds the stack output with the claims to configure in Clerk, if session tokens are accepted. */
export function outputSessionTokenClaims(scope: Construct, value: string, tokenKinds?: TokenKind[]): void {
  if (tokenKinds && !tokenKinds.includes(TokenKind.SESSION)) return;
  new CfnOutput(scope, 'SessionTokenClaims', {
    description: 'Clerk Dashboard > Sessions > Customize session token: add these claims',
    value,
  });
}
