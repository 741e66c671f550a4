import { jwksKeys, type KeyList } from '../explain/keys';
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
export function keysOf(clerk: LocalClerk): KeyList {
  return { list: clerk.jwks.keys.map((key) => ({ kid: key.kid, key: createKeyObject(key) })) };
}

/** The keys of instances, which are fetched once. API Gateway may keep them for two hours. */
export class FetchedKeys {
  private readonly known = new Map<string, KeyList>();

  /** Returns no key if the fetch fails. The next request repeats it. */
  public async of(issuer: string): Promise<KeyList> {
    const known = this.known.get(issuer);
    if (known) return known;
    const keys = await jwksKeys(download(`${issuer}/.well-known/jwks.json`), Date.now());
    if (keys.list.length > 0) this.known.set(issuer, keys);
    return keys;
  }
}
