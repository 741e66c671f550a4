import { fixedKeys, jwksKeys, type Keys, pemKeys } from '../../explain/keys';
import { download } from '../../lambda/keys/download';
import type { PolicySettings } from '../../src/policy/policy-document';
import { UsageError } from '../shared/usage-error';
import type { ExplainValues } from './options';
import { readFile } from './read-file';

/** The largest JWKS that API Gateway and the authorizer function accept. */
const MAX_BYTES = 150_000;

/** Returns the keys in the file of the user, those of the policy, or those that the instance publishes. */
export async function readKeys(
  { pem, jwks }: ExplainValues,
  { issuer, keys }: Pick<PolicySettings, 'issuer' | 'keys'>,
  now: number,
): Promise<Keys> {
  if (pem !== undefined && jwks !== undefined) throw new UsageError('Give either --pem or --jwks.');
  if (pem !== undefined) return pemKeys(readFile(pem, '--pem', MAX_BYTES));
  if (jwks !== undefined) return keysInFile(readFile(jwks, '--jwks', MAX_BYTES), now);
  return keys ? fixedKeys(keys) : jwksKeys(download(`${issuer}/.well-known/jwks.json`), now);
}

async function keysInFile(text: string, now: number): Promise<Keys> {
  const keys = await jwksKeys(Promise.resolve(text), now);
  if (keys.list.length > 0) return keys;
  throw new UsageError('The file of --jwks has no RSA key: save what /.well-known/jwks.json of the instance returns.');
}
