import { createPublicKey } from 'node:crypto';
import { jwtVerify } from 'jose';
import { httpApiHandler } from './support/http-api';
import { AUDIENCE, ISSUER, PARTY, PEM, TOLERANCE_SECONDS } from './support/settings';

const key = createPublicKey(PEM);
const options = {
  algorithms: ['RS256'],
  issuer: ISSUER,
  audience: AUDIENCE,
  clockTolerance: TOLERANCE_SECONDS,
  requiredClaims: ['exp', 'sub'],
};

export const handler = httpApiHandler(async (token) => {
  const { payload } = await jwtVerify(token, key, options);
  if (payload.azp !== PARTY) throw new TypeError('azp');
  return payload;
});
