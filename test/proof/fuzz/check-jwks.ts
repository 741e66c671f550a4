import { ok } from 'node:assert/strict';
import { type Jwk, parseJwks } from '../../../lambda/keys/jwks';
import { isSignedBy } from '../../../lambda/keys/keys';
import { parseJws } from '../../../lambda/token/jws';
import { unlessRefused } from './ignore-refusal';
import { PUBLIC_KEY } from './key';
import { GOOD } from './tokens';

const JWS = parseJws(GOOD[0].token);

/** The keys of a JWKS: each fit for verifying, and able to say no. `undefined` if the text is refused. */
export function checkJwks(text: string): Jwk[] | undefined {
  const keys = unlessRefused(() => parseJwks(text));
  for (const { kid, key } of keys ?? []) {
    ok(typeof kid === 'string' && key.type === 'public' && key.asymmetricKeyType === 'rsa', 'no key for verifying');
    ok((key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048, 'a short key');
    ok(isSignedBy(JWS, key) === key.equals(PUBLIC_KEY), 'the signature holds for another key');
  }
  return keys;
}
