import type { PolicyTokenKind } from '../../src/policy/policy-document';
import { has, isFilled, type JsonObject, own } from '../shared/json';
import { refuse } from '../shared/refusal';

/**
 * The token category, header parameter `cat`. All kinds are signed with the same key, and this parameter tells them
 * apart. Some instances do not send it yet, and the category `cl_I7d4PD111III` does not determine the kind.
 */
const KIND_OF_CATEGORY = new Map<unknown, PolicyTokenKind | undefined>([
  ['cl_B7d4PD111AAA', 'session'],
  ['cl_B7d4PD222AAA', 'template'],
  ['cl_B7d4PD333AAA', 'm2m'],
  ['cl_I7d4PD111III', undefined],
  [undefined, undefined],
]);

/** Returns the kind that the header names, or `undefined` if only the claims determine it. */
export function kindOfHeader(header: JsonObject): PolicyTokenKind | undefined {
  const category = own(header, 'cat');
  if (!KIND_OF_CATEGORY.has(category)) mismatch();
  const kind = KIND_OF_CATEGORY.get(category);
  const type = own(header, 'typ');
  if (type === undefined || type === 'JWT') return kind;
  if (type !== 'at+jwt' && type !== 'application/at+jwt') refuse('token-invalid');
  return kind === undefined ? 'oauth' : mismatch();
}

/**
 * Returns the kind of the token. Refuses it if the claims contradict the header. `sub` must have been checked before.
 */
export function kindOf(fromHeader: PolicyTokenKind | undefined, claims: JsonObject): PolicyTokenKind {
  const kind = fromHeader ?? kindOfClaims(claims);
  const subject = own(claims, 'sub') as string;
  if (!subject.startsWith(kind === 'm2m' ? 'mch_' : 'user_')) mismatch();
  // Session tokens always have `sid`.
  if (kind === 'session' && !isFilled(own(claims, 'sid'))) mismatch();
  return kind;
}

function kindOfClaims(claims: JsonObject): PolicyTokenKind {
  if ((own(claims, 'sub') as string).startsWith('mch_')) return 'm2m';
  if (has(claims, 'sid')) return 'session';
  // An OAuth ID token has no `sid` either, but must not be accepted. Tokens of a JWT template always have `nbf`,
  // ID tokens never do.
  return has(claims, 'nbf') ? 'template' : mismatch();
}

function mismatch(): never {
  refuse('token-type-mismatch');
}
