import { checkType } from '../diagnostics/check-type';
import { fail } from '../diagnostics/diagnostics';
import type { PolicyRule } from '../policy/policy-document';
import { provesOrganization, provesRole } from '../rules/proves';
import { TokenKind } from '../tokens/token-kind';
import { IdentityHeader } from './identity-header';
import type { ClerkProtectedHttpApiProps } from './protected-http-api-props';
import { type PlannedRoute, routeKey } from './route-plan';

/** Whether a rule proves that a caller has a value for the header. The others need no rule. */
const PROOFS: Partial<Record<IdentityHeader, (rule: PolicyRule | undefined) => boolean>> = {
  [IdentityHeader.ORG_ID]: provesOrganization,
  [IdentityHeader.ORG_ROLE]: provesRole,
};

/** The kinds of token that have the value of each header. */
const KINDS: Partial<Record<IdentityHeader, readonly TokenKind[]>> = {
  [IdentityHeader.USER_ID]: [TokenKind.SESSION, TokenKind.OAUTH, TokenKind.JWT_TEMPLATE],
  [IdentityHeader.SESSION_ID]: [TokenKind.SESSION],
};

/** Fails on headers that do not exist, and on kinds of token that lack the value of one of them. */
export function checkIdentityHeaders({ identityHeaders, tokenKinds = [] }: ClerkProtectedHttpApiProps): void {
  if (identityHeaders === undefined) return;
  const known = Object.values(IdentityHeader);
  const isList = Array.isArray(identityHeaders) && identityHeaders.length > 0;
  const fix = 'write identityHeaders: [IdentityHeader.USER_ID]';
  checkType(isList && identityHeaders.every((it) => known.includes(it)), 'identityHeaders', identityHeaders, fix);
  for (const header of identityHeaders) {
    const without = tokenKinds.find((kind) => KINDS[header]?.includes(kind) === false);
    if (without === undefined) continue;
    fail('IdentityHeaders.tokenKinds', {
      what: `'tokenKinds' accepts tokens that have no value for the header ${header}`,
      got: without,
      fix: 'remove the kind, or the header',
    });
  }
}

/** The variable of API Gateway that has the value of a header for every caller. */
export type IdentityVariables = Partial<Record<IdentityHeader, string>>;

export function checkIdentityOf(
  route: PlannedRoute,
  headers: readonly IdentityHeader[],
  variables: IdentityVariables,
): void {
  checkSignedIn(route);
  checkAuthorizer(route, headers, variables);
  checkRule(route, headers);
}

function checkSignedIn(route: PlannedRoute): void {
  if (route.access._kind !== 'optional') return;
  fail('IdentityHeaders.optional', {
    what: `${routeKey(route)} serves anonymous callers, who have no value for 'identityHeaders'`,
    fix: 'use a Lambda function, which asks getAuth(event), or write access: RouteAccess.signedIn()',
  });
}

function checkAuthorizer(route: PlannedRoute, headers: readonly IdentityHeader[], variables: IdentityVariables): void {
  const missing = headers.find((header) => !variables[header]);
  if (missing === undefined) return;
  fail('IdentityHeaders.jwtAuthorizer', {
    what: `API Gateway's JWT authorizer of ${routeKey(route)} has no value for the header ${missing} in every token`,
    fix: 'write useLambdaAuthorizer: true, or identityHeaders: [IdentityHeader.USER_ID]',
  });
}

function checkRule(route: PlannedRoute, headers: readonly IdentityHeader[]): void {
  const rule = route.access._rule?._render();
  const unproven = headers.find((header) => PROOFS[header]?.(rule) === false);
  if (unproven === undefined) return;
  const fix =
    unproven === IdentityHeader.ORG_ID
      ? 'write access: RouteAccess.when(ClaimRule.inOrganization()), or remove the header'
      : "write access: RouteAccess.when(ClaimRule.hasRole('org:admin')), or remove the header";
  const what = `${routeKey(route)} also serves callers who have no value for the header ${unproven}`;
  fail('IdentityHeaders.unproven', { what, fix });
}
