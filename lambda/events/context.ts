import type { Caller } from '../caller/caller';

/** What an integration learns about the caller. What is undefined is left out when the runtime turns it into JSON. */
export function contextOf(caller: Caller | undefined) {
  if (!caller) return { isAuthenticated: false };
  const { kind, userId, sessionId, organization, claims } = caller;
  return {
    isAuthenticated: true,
    tokenKind: kind,
    userId,
    sessionId,
    orgId: organization?.id,
    orgSlug: organization?.slug,
    orgRole: organization?.role,
    permissions: organization?.permissions?.granted,
    claims,
  };
}

/** The same for REST and WebSocket APIs, which refuse lists and objects; and as text, into which they turn everything else. */
export function flatContextOf(caller: Caller | undefined): Record<string, string | undefined> {
  const { isAuthenticated, permissions, claims, ...ids } = contextOf(caller);
  return {
    ...ids,
    isAuthenticated: String(isAuthenticated),
    permissions: permissions?.join(),
    claims: JSON.stringify(claims),
  };
}
