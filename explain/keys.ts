import { createPublicKey } from 'node:crypto';
import { parseJwks } from '../lambda/keys/jwks';
import { createJwksCache } from '../lambda/keys/jwks-cache';
import { createFixedKeys, createKeyObject, type KeySource } from '../lambda/keys/keys';
import { orUndefined } from '../lambda/shared/or-undefined';
import type { Reason } from '../lambda/shared/reasons';
import { Refusal } from '../lambda/shared/refusal';
import type { PolicyKey } from '../src/policy/policy-document';
import { ExplainError } from './explain-error';
import type { VerificationKey } from './native-jwt';

/** The keys of an instance for the model of API Gateway. */
export interface KeyList {
  readonly list: readonly VerificationKey[];
  /** The reason why the list is empty. */
  readonly missingBecause?: Reason;
}

/** The keys of an instance, for the model and for the authorizer function. */
export interface Keys extends KeyList {
  readonly source: KeySource;
}

/** Returns keys without an id, which come from a PEM or from the policy. */
export function fixedKeys(keys: readonly PolicyKey[]): Keys {
  return { source: createFixedKeys([...keys]), list: keys.map((key) => ({ key: createKeyObject(key) })) };
}

/** Reads the keys of a JWKS document. If it cannot be fetched or read, there are none. */
export async function jwksKeys(fetching: Promise<string>, now: number): Promise<Keys> {
  const source = createJwksCache(
    '',
    () => fetching,
    () => now,
    () => undefined,
  );
  try {
    return { source, list: parseJwks(await fetching) };
  } catch (error) {
    return { source, list: [], missingBecause: error instanceof Refusal ? error.reason : 'jwk-remote-failed-to-load' };
  }
}

/** Reads the key of a PEM, as the Clerk Dashboard shows it. */
export function pemKeys(pem: string): Keys {
  const key = orUndefined(() => createPublicKey(pem).export({ format: 'jwk' }));
  const { kty, n, e } = key ?? {};
  if (kty !== 'RSA' || !n || !e) throw new ExplainError('The PEM is not a public RSA key.');
  return fixedKeys([{ kty, n, e }]);
}
