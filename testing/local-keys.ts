import { isObject } from '../lambda/shared/json';
import type { LocalClerk } from '../local/clerk/local-clerk';

/** Replaces the keys of a policy, if it has any, by those of the local Clerk. Without keys, the function downloads them. */
export function withLocalKeys(policy: string, clerk: LocalClerk): string {
  const document: unknown = JSON.parse(policy);
  if (!isObject(document) || document.keys === undefined) return policy;
  const keys = clerk.jwks.keys.map(({ kty, n, e }) => ({ kty, n, e }));
  return JSON.stringify({ ...document, keys });
}
