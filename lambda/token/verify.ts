import type { PolicySettings } from '../../src/policy/policy-document';
import { type Caller, callerOf } from '../caller/caller';
import type { KeySource } from '../keys/keys';
import type { JsonObject } from '../shared/json';
import { refuse } from '../shared/refusal';
import { checkAccepted, checkRegistered } from './claims';
import { parseJws, parseObject } from './jws';
import { kindOf, kindOfHeader } from './token-kind';

/** The facts about a token that may be refused, for the log. */
export interface TokenFacts {
  /** The claims. They are set once the signature was verified, and never before. */
  claims?: JsonObject;
}

/**
 * Verifies a token and returns its caller, or refuses it.
 * The payload is not decoded before the signature is verified, and no other claim is read before `iss`.
 *
 * @param facts receives the claims
 */
export async function verify(
  token: string,
  policy: PolicySettings,
  keys: KeySource,
  now: () => number,
  facts: TokenFacts,
): Promise<Caller> {
  const jws = parseJws(token);
  const kindInHeader = kindOfHeader(jws.header);
  if (kindInHeader && !policy.tokenKinds.includes(kindInHeader)) refuse('token-type-mismatch');
  if (!(await keys.verifySignature(jws))) refuse('token-invalid-signature');
  const claims = parseObject(jws.payload);
  facts.claims = claims;
  checkRegistered(claims, policy.issuer, now());
  const kind = kindOf(kindInHeader, claims);
  if (!policy.tokenKinds.includes(kind)) refuse('token-type-mismatch');
  checkAccepted(claims, kind, policy);
  return callerOf(claims, kind);
}
