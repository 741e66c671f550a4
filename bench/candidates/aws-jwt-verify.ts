import { createPublicKey } from 'node:crypto';
import { JwtRsaVerifier } from 'aws-jwt-verify';
import type { Jwks } from 'aws-jwt-verify/jwk';
import { httpApiHandler } from './support/http-api';
import { AUDIENCE, ISSUER, KEY_ID, PARTY, PEM, TOLERANCE_SECONDS } from './support/settings';

const verifier = JwtRsaVerifier.create({ issuer: ISSUER, audience: AUDIENCE, graceSeconds: TOLERANCE_SECONDS });
const jwk = createPublicKey(PEM).export({ format: 'jwk' });
verifier.cacheJwks({ keys: [{ ...jwk, kid: KEY_ID, alg: 'RS256', use: 'sig' }] } as unknown as Jwks);

export const handler = httpApiHandler((token) => {
  const claims = verifier.verifySync(token);
  if (claims.azp !== PARTY) throw new TypeError('azp');
  return claims as unknown as Readonly<Record<string, unknown>>;
});
