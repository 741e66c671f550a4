import type { Diagnostic } from '../diagnostics/diagnostics';
import type { DiagnosticId } from '../diagnostics/registry';
import { type Access, type ApiRoute, routeKey } from './api-route';
import type {
  Conflict,
  DirectAccessToGuarded,
  ExceededQuota,
  Fall,
  Finding,
  MissingValue,
  RouteToGuardedUrl,
  TrustedHeader,
  WeakerRoute,
} from './findings';

/** A message names this many paths or routes; the first ones show what is wrong. */
const MOST = 5;

/** An error or a warning with its id. */
export type Message = readonly [DiagnosticId, Diagnostic];

export function describeFinding(finding: Finding): Message {
  if ('falls' in finding) return describeWeakerRoute(finding);
  switch (finding.kind) {
    case 'quota':
      return describeQuota(finding);
    case 'routeToGuardedUrl':
      return describeRouteToGuardedUrl(finding);
    case 'missingValue':
      return describeMissingValue(finding);
    case 'trustedHeader':
      return describeTrustedHeader(finding);
    case 'functionUrl':
    case 'openPermission':
      return describeDirectAccess(finding);
    default:
      return describeConflict(finding);
  }
}

function describeWeakerRoute({ kind, falls, routes }: WeakerRoute): Message {
  const requests = `${listed(falls.map(describeFall), 'paths')} fall to ${listed(routes.map(describeRoute), 'routes')}`;
  if (kind === 'fallsToWeakerRoute') {
    const what = `methods of guarded paths are answered by routes that ask for less: ${requests}`;
    const fix = "leave 'methods' out, or list these methods too, where the path is guarded";
    return ['Access.fallsToWeakerRoute', { what, fix: `${fix}, or acknowledge this if they are meant to be answered` }];
  }
  const what = `an open route leads to the back end of guarded routes, which then runs without a token: ${requests}`;
  if (routes[0].origin === 'derived') {
    const fix = 'take out what changes the integration of the route for preflights';
    return ['Access.derivedRouteToGuardedBackEnd', { what, fix }];
  }
  const fix = 'guard the route, give it another back end, or acknowledge this if the back end checks the caller itself';
  return ['Access.openRouteToGuardedBackEnd', { what, fix }];
}

function describeRouteToGuardedUrl({ routes: [route], guards, path }: RouteToGuardedUrl): Message {
  const guarded = listed(guards.map(describeRoute), 'routes');
  const what = `${describeRoute(route)} leads to the URL of guarded routes, by requests such as ${path}: ${guarded}`;
  const fix =
    'guard the route, keep its parameter below a path of its own in the URL, or acknowledge this if the back end checks the caller itself';
  return ['Access.weakerRouteToGuardedUrl', { what, fix }];
}

function describeConflict({ kind, routes }: Conflict): Message {
  const [{ path }] = routes;
  const where = listed(
    routes.map(({ source }) => source),
    'places',
  );
  if (kind === 'duplicate') {
    return [
      'Route.duplicate',
      { what: `the API has the route ${routeKey(routes[0])} twice: ${where}`, fix: 'keep one' },
    ];
  }
  const keys = routes.map(routeKey).join(' and ');
  const what = `${keys} differ in the names of path parameters only, and API Gateway refuses the second: ${where}`;
  return ['Access.conflictingParameterNames', { what, fix: `write path: '${path}' in each of them` }];
}

const QUOTA_IDS = {
  'routes per API': 'Access.quotaRoutes',
  'resources per API': 'Access.quotaResources',
  'integrations per API': 'Access.quotaIntegrations',
  'authorizers per API': 'Access.quotaAuthorizers',
  'scopes per route': 'Access.quotaScopes',
  'audiences per authorizer': 'Access.quotaAudiences',
} as const;

function describeQuota({ quota, count, limit, subject }: ExceededQuota): Message {
  const what = `the API exceeds API Gateway's quota of ${quota}${subject === undefined ? '' : ` with ${subject}`}, which is ${limit}`;
  return [QUOTA_IDS[quota], { what, got: count, fix: QUOTA_FIXES[quota] }];
}

const QUOTA_FIXES = {
  'routes per API':
    "list 'methods' where a path needs only some, since a protected path without them has seven routes, or ask AWS to raise the quota",
  'resources per API': 'use path parameters, or ask AWS to raise the quota',
  'integrations per API':
    'give one integration to several routes, as handler of ClerkProtectedHttpApi does; AWS does not raise the quota of HTTP APIs',
  'authorizers per API': 'let constructs share one authorizer, or ask AWS to raise the quota',
  'scopes per route': 'name at most ten scopes',
  'audiences per authorizer': 'name at most fifty audiences',
};

function describeMissingValue({ routes: [route], variable }: MissingValue): Message {
  const isOptional = route.access.requirement?.level === 'optional';
  const where = isOptional ? 'for anonymous callers' : 'there';
  const what = `the integration of ${describeRoute(route)} maps a variable that has no value ${where}`;
  return ['Access.missingValue', { what, got: `$context.authorizer.${variable}`, fix: fixOf(route, variable) }];
}

function fixOf({ access }: ApiRoute, variable: string): string {
  if (access.kind === 'open') return 'remove the mapping, or give the public route an integration of its own';
  if (access.requirement?.level === 'optional') return 'use a Lambda function, which asks getAuth(event)';
  const isJwt = access.kind === 'jwt';
  const name = variable.split('.').at(-1) ?? '';
  const [claim, member] = SAME_VALUE.find((names) => names.includes(name)) ?? [];
  if (claim) return `map $context.authorizer.${isJwt ? `claims.${claim}` : member}`;
  return isJwt ? 'write useLambdaAuthorizer: true' : 'map a member of the context, such as $context.authorizer.userId';
}

/** A claim of the JWT authorizer, and the same value in the context of the Lambda authorizer. */
const SAME_VALUE = [
  ['sub', 'userId'],
  ['sid', 'sessionId'],
];

function describeTrustedHeader({ header, routes, guard, key }: TrustedHeader): Message {
  const others = listed(routes.map(describeRoute), 'routes');
  const what = `the header ${header} tells the back end of ${routeKey(guard)} who called, and clients can send their own by ${others}`;
  const fix = key.startsWith('integration.')
    ? `map integration.request.header.${header} of these methods to a value that every caller has, or acknowledge this`
    : `map it by overwrite to a value that every caller of these routes has, or add custom('remove:header.${header}', "''") to their parameterMapping, or acknowledge this`;
  return ['Access.trustedHeader', { what, fix }];
}

function describeDirectAccess({ kind, routes }: DirectAccessToGuarded): Message {
  const guarded = listed(routes.map(describeRoute), 'routes');
  if (kind === 'functionUrl') {
    const what = `a function URL lets in everyone to the back end of guarded routes, which then runs without a token: ${guarded}`;
    const fix =
      'remove the URL, change its authorization to AWS_IAM, or acknowledge this if the function checks the caller itself';
    return ['Access.functionUrl', { what, fix }];
  }
  const what = `a permission lets every AWS account invoke the back end of guarded routes, with any event and any caller in it: ${guarded}`;
  const fix = 'give the permission a sourceArn, such as that of the API, or remove it';
  return ['Access.openPermission', { what, fix }];
}

export function describeOutsideRoutes(routes: readonly ApiRoute[]): Message {
  const what = `'defaultAccess' does not hold for routes that the API has by other means, and these ask for less: ${listed(routes.map(describeRoute), 'routes')}`;
  const fix = 'add them by addRoutes of ClerkProtectedHttpApi, give them an authorizer, or acknowledge this';
  return ['Access.outsideDefaultAccess', { what, fix }];
}

function describeRoute(route: ApiRoute): string {
  return `${routeKey(route)} (${describeAccess(route.access)})`;
}

function describeFall({ methods, path, guards: [guard] }: Fall): string {
  return `${methods.join(', ')} ${path} (${describeAccess(guard.access)} on ${routeKey(guard)})`;
}

function describeAccess({ kind, requirement }: Access): string {
  if (requirement) return { optional: 'optional', signedIn: 'signed in', rule: 'a rule' }[requirement.level];
  if (kind === 'key') return 'an API key only';
  return kind === 'lambda' ? 'another authorizer' : kind;
}

export function listed(parts: readonly string[], noun: string): string {
  const rest = parts.length - MOST;
  return [...parts.slice(0, MOST), ...(rest > 0 ? [`${rest} more ${noun}`] : [])].join(' and ');
}
