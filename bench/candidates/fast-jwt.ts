import { createVerifier } from 'fast-jwt';
import { httpApiHandler } from './support/http-api';
import { AUDIENCE, ISSUER, PARTY, PEM, TOLERANCE_SECONDS } from './support/settings';

const verify = createVerifier({
  key: PEM,
  algorithms: ['RS256'],
  allowedIss: ISSUER,
  allowedAud: AUDIENCE,
  clockTolerance: TOLERANCE_SECONDS * 1000,
  requiredClaims: ['exp', 'sub'],
  cache: false,
});

export const handler = httpApiHandler((token) => {
  const claims = verify(token);
  if (claims.azp !== PARTY) throw new TypeError('azp');
  return claims;
});
