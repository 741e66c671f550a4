import { createPublicKey } from 'node:crypto';
import { type VerifyOptions, verify } from 'jsonwebtoken';
import type { Claims } from './support/claims';
import { httpApiHandler } from './support/http-api';
import { AUDIENCE, ISSUER, PARTY, PEM, TOLERANCE_SECONDS } from './support/settings';

/** Used as well as it can be: the key is parsed once, and every check that it knows is asked for. */
const key = createPublicKey(PEM);
const options: VerifyOptions = {
  algorithms: ['RS256'],
  issuer: ISSUER,
  audience: AUDIENCE,
  clockTolerance: TOLERANCE_SECONDS,
};

export const handler = httpApiHandler((token) => {
  const claims = verify(token, key, options) as Claims;
  if (claims.azp !== PARTY) throw new TypeError('azp');
  return claims;
});
