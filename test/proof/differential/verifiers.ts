import { verifyToken } from '@clerk/backend';
import { verifyMachineAuthToken } from '@clerk/backend/internal';
import { jwtVerify } from 'jose';
import { ISSUER, KEY, NOW, outcomeOf, policy } from '../../unit/support/handler';
import type { Asked } from './verifier-options';

/** `granted`, or why not. */
type Judge = (token: string, asked: Asked) => Promise<unknown>;

const jwtKey = KEY.publicKey.export({ format: 'pem', type: 'spki' }) as string;

export const ours: Judge = (token, asked) => outcomeOf(token, policy(asked));

/**
 * Clerk's SDK, at the time that `Date` tells. To `verifyToken()` every token is one of a user, with the `typ` of a session or
 * with the one it is told; it calls others invalid, so that they are put to it again, or to what the SDK has for machines.
 */
export const clerk: Judge = async (token, { audience, authorizedParties, tokenKinds }) => {
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

export const jose: Judge = (token, { audience }) => {
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
