import { ok } from 'node:assert/strict';
import { type Jwk, parseJwks } from '../../../lambda/keys/jwks';
import { isSignedBy } from '../../../lambda/keys/keys';
import { parseJws } from '../../../lambda/token/jws';
import { ignoreRefusal } from './ignore-refusal';
import { PUBLIC_KEY } from './key';
import { VALID_TOKENS } from './tokens';

const JWS = parseJws(VALID_TOKENS[0].token);

/** Parses a JWKS and checks that its keys can verify signatures. Returns `undefined` if the text is refused. */
export function checkJwks(text: string): Jwk[] | undefined {
  const keys = ignoreRefusal(() => parseJwks(text));
  for (const { kid, key } of keys ?? []) {
    ok(typeof kid === 'string' && key.type === 'public' && key.asymmetricKeyType === 'rsa', 'not a public RSA key');
    ok((key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048, 'a short key');
    ok(isSignedBy(JWS, key) === key.equals(PUBLIC_KEY), 'the signature is valid for another key');
  }
  return keys;
}
