import { verifyToken } from '@clerk/backend';
import { httpApiHandler } from './support/http-api';
import { AUDIENCE, ISSUER, PARTY, PEM } from './support/settings';

/** Verifies without network access, as all candidates do: `jwtKey` is the PEM that the Clerk Dashboard shows. */
const options = { jwtKey: PEM, issuer: ISSUER, audience: AUDIENCE, authorizedParties: [PARTY] };

export const handler = httpApiHandler((token) => verifyToken(token, options));
