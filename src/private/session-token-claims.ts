import { Fn, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** What to set in Clerk, as JSON: one audience is enough for a token to pass. */
export function sessionTokenClaims(scope: Construct, audience: string[]): string {
  const aud = Token.isUnresolved(audience) ? Fn.select(0, audience) : audience[0];
  return Stack.of(scope).toJsonString({ aud });
}
