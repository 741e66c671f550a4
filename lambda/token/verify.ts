import type { PolicyDocument } from '../../src/policy/policy-document';
import { type Caller, callerOf } from '../caller/caller';
import type { KeySource } from '../keys/keys';
import { refuse } from '../shared/reasons';
import { checkAccepted, checkRegistered } from './claims';
import { parseJws, parseObject } from './jws';
import { kindOf, kindOfHeader } from './token-kind';

/**
 * Who sent this token, or a refusal.
 * Nothing of the payload is read before the signature holds, and no claim before `iss` fits.
 */
export async function verify(
  token: string,
  policy: PolicyDocument,
  keys: KeySource,
  now: () => number,
): Promise<Caller> {
  const jws = parseJws(token);
  const kindInHeader = kindOfHeader(jws.header);
  if (kindInHeader && !policy.tokenKinds.includes(kindInHeader)) refuse('token-type-mismatch');
  if (!(await keys.haveSigned(jws))) refuse('token-invalid-signature');
  const claims = parseObject(jws.payload);
  checkRegistered(claims, policy.issuer, now());
  const kind = kindOf(kindInHeader, claims);
  if (!policy.tokenKinds.includes(kind)) refuse('token-type-mismatch');
  checkAccepted(claims, kind, policy);
  return callerOf(claims, kind);
}
