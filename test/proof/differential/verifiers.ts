import { verifyToken } from '@clerk/backend';
import { verifyMachineAuthToken } from '@clerk/backend/internal';
import { jwtVerify } from 'jose';
import { ISSUER, KEY, NOW, outcomeOf, policy } from '../../unit/support/handler';
import type { VerifierOptions } from './verifier-options';

/** Returns `granted` or the reason of the refusal. */
type Verifier = (token: string, options: VerifierOptions) => Promise<unknown>;

const jwtKey = KEY.publicKey.export({ format: 'pem', type: 'spki' }) as string;

export const ours: Verifier = (token, options) => outcomeOf(token, policy(options));

/**
 * Clerk's SDK, at the time of `Date`. `verifyToken()` refuses a token whose `typ` is not that of a session or `headerType`, and
 * has a separate function for machine tokens. A token that is refused as invalid is therefore verified again as these kinds.
 */
export const clerk: Verifier = async (token, { audience, authorizedParties, tokenKinds }) => {
  const options = { jwtKey, audience, authorizedParties, issuer: ISSUER };
  let reason = await reasonOf(() => verifyToken(token, options));
  if (reason === 'token-invalid' && tokenKinds.includes('oauth')) {
    const headerType = ['at+jwt', 'application/at+jwt'];
    reason = await reasonOf(() => verifyToken(token, { ...options, headerType }));
  }
  if (reason === 'token-invalid' && tokenKinds.includes('m2m')) {
    reason = await reasonOf(async () => {
      const { tokenType, errors } = await verifyMachineAuthToken(token, options);
      if (errors || tokenType !== 'm2m_token') throw { reason };
    });
  }
  return reason;
};

export const jose: Verifier = (token, { audience }) => {
  const claims = { audience, issuer: ISSUER, requiredClaims: ['exp', 'sub'] };
  const times = { clockTolerance: 5, currentDate: new Date(NOW * 1000) };
  return reasonOf(() => jwtVerify(token, KEY.publicKey, { algorithms: ['RS256'], ...claims, ...times }));
};

async function reasonOf(verify: () => Promise<unknown>): Promise<unknown> {
  try {
    await verify();
    return 'granted';
  } catch (error) {
    return (error as { reason?: unknown }).reason ?? String(error);
  }
}
