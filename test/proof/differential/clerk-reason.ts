import { DIFFERENCES } from './differences';
import { mint, type Token } from './token';
import type { TokenMutation } from './token-mutation';
import { draftOf, TEMPLATES, type TemplateName } from './token-templates';
import type { VerifierOptions } from './verifier-options';

/** Reasons that Clerk's SDK has under the same name. */
const SHARED = [
  ...['token-invalid', 'token-invalid-algorithm', 'token-invalid-signature', 'token-verification-failed'],
  ...['token-invalid-issuer', 'token-invalid-authorized-parties'],
  ...['token-expired', 'token-not-active-yet', 'token-iat-in-the-future'],
];
/** Reasons of Clerk's SDK by our reasons. */
const CLERK_REASONS: Record<string, string> = {
  ...Object.fromEntries(SHARED.map((reason) => [reason, reason])),
  'audience-mismatch': 'token-verification-failed',
};

const UNCHANGED = new Map<TemplateName, Token>();
for (const name of Object.keys(TEMPLATES) as TemplateName[]) UNCHANGED.set(name, mint(draftOf(name)));

/** Returns the reason that Clerk's SDK must give for a token that we refuse with `reason`; `undefined` if any is allowed. */
export function expectedClerkReason(
  reason: unknown,
  template: TemplateName,
  mutations: TokenMutation[],
  { text, header }: Token,
  options: VerifierOptions,
) {
  const unchanged = UNCHANGED.get(template);
  const isAcceptable = unchanged && !DIFFERENCES.some(({ applies }) => applies(unchanged, options));
  // A mutation that also makes the header too long changes two things.
  const isOneChange = isAcceptable && mutations.length === 1 && text.indexOf('.') <= 384;
  // The authorizer verifies the signature before it decodes the payload, and the SDK does so after.
  const isOfEncoding = mutations[0]?.where === 'encoding';
  // The SDK accepts these algorithms, but fails to import the key for them. For machine tokens it has other reasons.
  const isOtherReason = ['RS384', 'RS512'].includes(header.alg as string) || template.startsWith('machine');
  return isOneChange && !isOfEncoding && !isOtherReason ? CLERK_REASONS[reason as string] : undefined;
}
