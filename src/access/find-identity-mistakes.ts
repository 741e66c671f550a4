import type { PolicyRule } from '../policy/policy-document';
import { provesOrganization, provesRole } from '../rules/proves';
import { type Api, type ApiRoute, isGuarded } from './api-route';
import type { MissingValue, TrustedHeader } from './findings';

/** The members of the Lambda authorizer's context. Only `userId` and `sessionId` are claims as well that can be mapped. */
const CONTEXT = /^(isAuthenticated|tokenKind|userId|sessionId|orgId|orgSlug|orgRole|permissions|claims)$/;

/** Paths that an event of a Lambda function has, and that variables do not have. */
const EVENT_PATH = /^(jwt|lambda)\./;

/** Finds mistakes in the parameter mappings by which back ends learn the caller. */
export function findIdentityMistakes({ kind, routes }: Api): (MissingValue | TrustedHeader)[] {
  if (kind === 'websocket') return [];
  const missing = kind === 'http' ? routes.flatMap(findMissingValues) : []; // REST APIs have other variables
  return [...missing, ...findTrustedHeaders(routes)];
}

/** Finds variables that have no value behind the authorizer of the route, or none for anonymous callers. */
function findMissingValues(route: ApiRoute): MissingValue[] {
  const missing = variablesOf(Object.values(route.mapping ?? {})).find((name) => !hasValue(route, name));
  return missing === undefined ? [] : [{ kind: 'missingValue', routes: [route], variable: missing }];
}

function hasValue({ access }: ApiRoute, variable: string): boolean {
  if (access.kind === 'open') return false;
  if (access.kind === 'jwt') return !CONTEXT.test(variable) && !EVENT_PATH.test(variable);
  // The context of an authorizer that this package does not know may have any member.
  if (!access.requirement) return true;
  if (access.requirement.level === 'optional') return variable === 'isAuthenticated';
  return !variable.startsWith('claims.') && !EVENT_PATH.test(variable);
}

/** Finds headers that a back end learns the caller from, and that clients can send it by another route. */
function findTrustedHeaders(routes: readonly ApiRoute[]): TrustedHeader[] {
  return routes
    .filter(({ access }) => isGuarded(access))
    .flatMap((guard) =>
      Object.entries(guard.mapping ?? {}).flatMap(([key, value]) => {
        const header = headerOf(key);
        if (header === undefined || variablesOf([value]).length === 0) return [];
        const weak = routes.filter((route) => hostOf(route) === hostOf(guard) && !isSet(route, header));
        return weak.length > 0 ? [{ kind: 'trustedHeader', header, routes: weak, guard, key }] : [];
      }),
    );
}

/** Whether the client's own header does not reach the back end. An appended value stands behind that of the client. */
function isSet(route: ApiRoute, header: string): boolean {
  const mapped = Object.entries(route.mapping ?? {}).filter(([key]) => headerOf(key) === header);
  if (mapped.length === 0) return route.dropsHeaders === true;
  return mapped.some(
    ([key, value]) =>
      !key.startsWith('append:') &&
      !isOfClient(value) &&
      variablesOf([value]).every((variable) => isForEveryCaller(route, variable)),
  );
}

/** Whether the client chooses the value, such as `$request.header.x` or, on a REST API, `method.request.querystring.x`. */
function isOfClient(value: unknown): boolean {
  return /(?:\$\{?|method\.)request\./.test(String(value));
}

/** Whether no caller of the route lacks the value: AWS does not document that their own header is overwritten then. */
function isForEveryCaller({ access: { kind, requirement } }: ApiRoute, variable: string): boolean {
  if (kind === 'open') return false;
  if (!requirement || !/^org(Id|Slug|Role)$/.test(variable)) return true;
  const rule: PolicyRule | undefined = requirement.rule && JSON.parse(requirement.rule);
  return variable === 'orgRole' ? provesRole(rule) : provesOrganization(rule);
}

function headerOf(key: string): string | undefined {
  return /^(?:append:|overwrite:|remove:|integration\.request\.)header\.(.+)$/.exec(key)?.[1].toLowerCase();
}

/** Returns the names of the authorizer's variables, as in `$context.authorizer.userId`; a REST API leaves out the sign. */
function variablesOf(values: unknown[]): string[] {
  const text = JSON.stringify(values);
  return [...text.matchAll(/(?:\$\{?|")context\.authorizer\.([\w.]+)/g)].map(([, name]) => name);
}

/** Returns what is compared of a back end: two paths of one host are one, and any other target counts as a whole. */
function hostOf({ backEnd }: ApiRoute): string | undefined {
  return backEnd && (/https?:\/\/[^/"]+/.exec(backEnd)?.[0] ?? backEnd);
}
