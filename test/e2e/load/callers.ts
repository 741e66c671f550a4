import type { InvalidTokenName } from '../../../local/clerk/invalid-tokens';
import type { LocalClerk } from '../../../local/clerk/local-clerk';

export interface LoadCaller {
  readonly standing: 'admin' | 'member' | 'refused' | 'anonymous';
  /** Who it is; whose token is no good is nobody. */
  readonly sub?: string;
  readonly token?: string;
}

/** What is asked for, and of whom. */
export const LOAD_REQUESTS = [
  ['GET', '/items/1', 'members'],
  ['DELETE', '/items/1', 'admins'],
  ['GET', '/hello', 'everyone'],
] as const;
export type LoadRequest = (typeof LOAD_REQUESTS)[number];

const FLAWS = ['expired', 'wrongKey', 'unknownKeyId', 'tampered', 'algorithmNone', 'wrongAudience', 'garbage'] as const;

/** More callers than the function remembers, and for each kind of flaw one with the best of claims. */
export async function loadCallers(clerk: LocalClerk): Promise<{ good: LoadCaller[]; bad: LoadCaller[] }> {
  const session = (sub: string, role: string) => {
    return { lifetime: 3600, claims: { aud: 'ClerkJwtAuthorizer', sub, metadata: { role } } };
  };
  const good = Array.from({ length: 300 }, async (_, index): Promise<LoadCaller> => {
    const [sub, standing] = [`user_${index}`, index % 2 === 0 ? 'admin' : 'member'] as const;
    return { sub, standing, token: await clerk.issue.session(session(sub, standing)) };
  });
  const bad = FLAWS.map(async (flaw: InvalidTokenName): Promise<LoadCaller> => {
    return { standing: 'refused', token: await clerk.issue.invalid(flaw, session('user_0', 'admin')) };
  });
  return { good: await Promise.all(good), bad: [{ standing: 'anonymous' }, ...(await Promise.all(bad))] };
}

/** The only right answer: whom the back end has to see, or `undefined` where it must not be asked. */
export function rightAnswer({ standing, sub }: LoadCaller, [, , whom]: LoadRequest): { sub?: string } | undefined {
  if (standing === 'anonymous') return whom === 'everyone' ? {} : undefined;
  if (standing === 'refused' || (whom === 'admins' && standing !== 'admin')) return undefined;
  return { sub };
}
