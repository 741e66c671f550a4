import type { InvalidTokenName } from '../../../local/clerk/invalid-tokens';
import type { LocalClerk } from '../../../local/clerk/local-clerk';

export interface LoadCaller {
  readonly role: 'admin' | 'member' | 'invalid' | 'anonymous';
  /** The expected `sub`; undefined if the token is invalid or missing. */
  readonly sub?: string;
  readonly token?: string;
}

/** The requests: method, path and the callers that the route is for. */
export const LOAD_REQUESTS = [
  ['GET', '/items/1', 'members'],
  ['DELETE', '/items/1', 'admins'],
  ['GET', '/hello', 'everyone'],
] as const;
export type LoadRequest = (typeof LOAD_REQUESTS)[number];

const INVALID: InvalidTokenName[] = [
  'expired',
  'wrongKey',
  'unknownKeyId',
  'tampered',
  'algorithmNone',
  'wrongAudience',
  'garbage',
];

/**
 * Returns more callers with a valid token than the function caches, an anonymous one, and callers with invalid tokens
 * that claim the role `admin`.
 */
export async function loadCallers(clerk: LocalClerk): Promise<{ valid: LoadCaller[]; refused: LoadCaller[] }> {
  const session = (sub: string, role: string) => {
    return { lifetime: 3600, claims: { aud: 'ClerkJwtAuthorizer', sub, metadata: { role } } };
  };
  const valid = Array.from({ length: 300 }, async (_, index): Promise<LoadCaller> => {
    const [sub, role] = [`user_${index}`, index % 2 === 0 ? 'admin' : 'member'] as const;
    return { sub, role, token: await clerk.issue.session(session(sub, role)) };
  });
  const invalid = INVALID.map(async (name): Promise<LoadCaller> => {
    return { role: 'invalid', token: await clerk.issue.invalid(name, session('user_0', 'admin')) };
  });
  return { valid: await Promise.all(valid), refused: [{ role: 'anonymous' }, ...(await Promise.all(invalid))] };
}

/** Returns the identity that the back end has to receive, or undefined if the request has to be refused. */
export function expectedIdentity({ role, sub }: LoadCaller, request: LoadRequest): { sub?: string } | undefined {
  const [, , audience] = request;
  if (role === 'anonymous') return audience === 'everyone' ? {} : undefined;
  if (role === 'invalid' || (audience === 'admins' && role !== 'admin')) return undefined;
  return { sub };
}
