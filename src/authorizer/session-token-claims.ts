import { Fn, Lazy, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { shortcode } from '../policy/shortcode';
import { isDeployTimeValue, isUnknown } from '../policy/unknown-value';
import type { ClaimRule } from '../rules/claim-rule';
import { customClaimNames } from '../rules/claim-rule-shape';

/** The claims that one construct needs in the session tokens of a Clerk instance. */
export interface SessionTokenNeeds {
  readonly audience: string[];
  /** Returns the rules. Called during synthesis, when every route is known. */
  readonly rules: () => ClaimRule[];
}

/**
 * Returns the claims to configure in Clerk as JSON, for all of these constructs: an audience that each of them accepts, or one
 * for each, and the custom claims that rules read.
 *
 * @see https://clerk.com/docs/guides/sessions/customize-session-tokens
 */
export function sessionTokenClaims(scope: Construct, needs: readonly SessionTokenNeeds[]): string {
  const produce = () => {
    const audiences = audiencesFor(needs.map(({ audience }) => audience));
    const names = needs.flatMap(({ rules }) => rules()).flatMap((rule) => customClaimNames(rule._render()));
    const claims = Object.fromEntries(
      names.map((name) => [name, isUnknown(name) ? `{{user.public_metadata.${name}}}` : shortcode(name)]),
    );
    return Stack.of(scope).toJsonString({ aud: audiences.length === 1 ? audiences[0] : audiences, ...claims });
  };
  return Lazy.uncachedString({ produce });
}

/** Returns one audience that all accept, or one for each. Clerk also writes a list into `aud`. */
function audiencesFor(accepted: readonly string[][]): string[] {
  const known = accepted.filter((audience) => !isDeployTimeValue(audience));
  const common = known[0]?.find((entry) => known.every((audience) => audience.includes(entry)));
  const chosen = common === undefined ? known.map(([first]) => first) : [common];
  // The text of a list that is known at deployment only stands for the whole list.
  const late = new Map(accepted.filter(isDeployTimeValue).map((audience) => [audience[0], audience]));
  return [...new Set([...chosen, ...[...late.values()].map((audience) => Fn.select(0, audience))])];
}
