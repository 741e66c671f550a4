import { createPublicKey } from 'node:crypto';
import { type VerifyOptions, verify } from 'jsonwebtoken';
import type { Claims } from './support/claims';
import { httpApiHandler } from './support/http-api';
import { AUDIENCE, ISSUER, PARTY, PEM, TOLERANCE_SECONDS } from './support/settings';

/** The library's fastest and strictest use: the key is parsed once, and every check that it offers is enabled. */
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
