/** The claims of a token whose signature, issuer, audience and times have been verified. */
export type Claims = Readonly<Record<string, unknown>>;

/** Checks that Clerk's session tokens need and JWT libraries do not make. */
export function isActiveSession({ sub, sid, exp, sts }: Claims): boolean {
  if (typeof sub !== 'string' || !sub.startsWith('user_')) return false;
  if (typeof sid !== 'string' || sid === '' || typeof exp !== 'number') return false;
  return sts === undefined || sts === 'active';
}

/** The rule that all candidates enforce: `metadata.role` is `admin`. */
export function isAdmin({ metadata }: Claims): boolean {
  if (typeof metadata !== 'object' || metadata === null || !Object.hasOwn(metadata, 'role')) return false;
  return (metadata as Claims).role === 'admin';
}

/** The context for the back end, with the same members as that of this package. */
export function contextOf(claims: Claims): Record<string, unknown> {
  const { sub, sid, o } = claims;
  const organization = (o ?? {}) as Record<string, unknown>;
  const { id, slg, rol } = organization;
  return {
    isAuthenticated: true,
    tokenKind: 'session',
    userId: sub,
    sessionId: sid,
    orgId: id,
    orgSlug: slg,
    orgRole: rol && `org:${rol}`,
    permissions: [],
    claims,
  };
}
