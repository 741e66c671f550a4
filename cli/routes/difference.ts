import type { Access } from '../../report/diff';
import type { AccessOfRequest } from '../../report/route-report';
import { callers } from './words';

/** The settings in which two authorizers can differ although they let in the same callers. */
const DETAILS: ((access: AccessOfRequest) => string)[] = [
  ({ access }) => access,
  ({ issuer }) => `iss ${issuer}`,
  ({ audience = [] }) => `aud ${audience.join(', ')}`,
];

/** Says who may call before and after, and what else differs, as in `signed in (jwt) → signed in (lambda)`. */
export function difference(before: Access, after: Access): string {
  return `${side(before, after)} → ${side(after, before)}`;
}

/** Whether a request is checked by another kind of authorizer than before: API Gateway itself, or a function. */
export function movesToOtherAuthorizer(before: Access, after: Access): boolean {
  return readsTokens(before) && readsTokens(after) && before.access !== after.access;
}

function side(access: Access, other: Access): string {
  if (!readsTokens(access) || !readsTokens(other)) return callers(access);
  const details = DETAILS.filter((detail) => detail(access) !== detail(other)).map((detail) => detail(access));
  return details.length > 0 ? `${callers(access)} (${details.join('; ')})` : callers(access);
}

function readsTokens(access: Access): access is AccessOfRequest {
  return typeof access !== 'string' && access.issuer !== undefined;
}
