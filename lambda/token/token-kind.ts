import type { PolicyTokenKind } from '../../src/policy/policy-document';
import { has, isFilled, type JsonObject, own } from '../shared/json';
import { refuse } from '../shared/reasons';

/**
 * The `cat` of a token's header. Every kind is signed with the same key, so that this is what tells them apart.
 * Instances that have not got the header yet send none, and the last one says nothing about the kind.
 */
const KIND_OF_CATEGORY = new Map<unknown, PolicyTokenKind | undefined>([
  ['cl_B7d4PD111AAA', 'session'],
  ['cl_B7d4PD222AAA', 'template'],
  ['cl_B7d4PD333AAA', 'm2m'],
  ['cl_I7d4PD111III', undefined],
  [undefined, undefined],
]);

/** What the header says. `undefined`: it leaves the kind to the claims. */
export function kindOfHeader(header: JsonObject): PolicyTokenKind | undefined {
  const category = own(header, 'cat');
  if (!KIND_OF_CATEGORY.has(category)) mismatch();
  const kind = KIND_OF_CATEGORY.get(category);
  const type = own(header, 'typ');
  if (type === undefined || type === 'JWT') return kind;
  if (type !== 'at+jwt' && type !== 'application/at+jwt') refuse('token-invalid');
  return kind === undefined ? 'oauth' : mismatch();
}

/** The kind, once claims and header agree on it. */
export function kindOf(fromHeader: PolicyTokenKind | undefined, claims: JsonObject): PolicyTokenKind {
  const kind = fromHeader ?? kindOfClaims(claims);
  const subject = own(claims, 'sub') as string;
  if (!subject.startsWith(kind === 'm2m' ? 'mch_' : 'user_')) mismatch();
  // Of all tokens only a session's carries `sid`, and always does.
  if (kind === 'session' && !isFilled(own(claims, 'sid'))) mismatch();
  return kind;
}

function kindOfClaims(claims: JsonObject): PolicyTokenKind {
  if ((own(claims, 'sub') as string).startsWith('mch_')) return 'm2m';
  if (has(claims, 'sid')) return 'session';
  // An OAuth ID token has no `sid` either, and is no access token. A JWT template always sets `nbf`, an ID token never.
  return has(claims, 'nbf') ? 'template' : mismatch();
}

function mismatch(): never {
  refuse('token-type-mismatch');
}
