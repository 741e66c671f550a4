/**
 * Returns the Clerk shortcode of a claim: public metadata, or the member of it with the name of the claim.
 *
 * A dot in a shortcode separates steps, so for a name such as `https://example.com/role` it has the last word only.
 *
 * @see https://clerk.com/docs/guides/sessions/customize-session-tokens
 */
export function shortcode(claim: string): string {
  if (claim === 'metadata') return '{{user.public_metadata}}';
  const member = claim.match(/[\w-]+(?=[^\w-]*$)/)?.[0].replaceAll('-', '_');
  return `{{user.public_metadata.${member ?? 'value'}}}`;
}
