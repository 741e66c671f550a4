import { jwksKeys } from '../explain/keys';
import type { VerificationKey } from '../explain/native-jwt';
import { download } from '../lambda/keys/download';
import { createKeyObject } from '../lambda/keys/keys';
import { isObject } from '../lambda/shared/json';
import type { LocalClerk } from '../local/clerk/local-clerk';

/** Replaces the keys of a policy, if it has any, by those of the local Clerk. Without keys, the function downloads them. */
export function withLocalKeys(policy: string, clerk: LocalClerk): string {
  const document: unknown = JSON.parse(policy);
  if (!isObject(document) || document.keys === undefined) return policy;
  const keys = clerk.jwks.keys.map(({ kty, n, e }) => ({ kty, n, e }));
  return JSON.stringify({ ...document, keys });
}

/** Returns the keys that the local Clerk has now. */
export function keysOf(clerk: LocalClerk): readonly VerificationKey[] {
  return clerk.jwks.keys.map((key) => ({ kid: key.kid, key: createKeyObject(key) }));
}

/** The keys of instances, which are fetched once. API Gateway may keep them for two hours. */
export class FetchedKeys {
  private readonly known = new Map<string, readonly VerificationKey[]>();

  /** Returns no key if the fetch fails. The next request repeats it. */
  public async of(issuer: string): Promise<readonly VerificationKey[]> {
    const known = this.known.get(issuer);
    if (known) return known;
    const { list } = await jwksKeys(download(`${issuer}/.well-known/jwks.json`), Date.now());
    if (list.length > 0) this.known.set(issuer, list);
    return list;
  }
}
