import type { IConstruct } from 'constructs';
import { type Api, type ApiRoute, accessFor, isWeaker, routeKey } from '../access/api-route';
import { isGreedyPath } from '../access/path-index';
import { type Resources, referencedIds } from '../access/resources';
import { diagnose, warn } from '../diagnostics/diagnostics';
import { meantKey } from './meant-key';
import { type MethodRules, pathOf, verbsOf } from './method-rules';

/** The methods that change something. A rule for reading is expected to hold for them too. */
const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE'];

export interface RenderedMethods {
  /** The API as it is rendered. */
  readonly api: Api;
  /** Id of the authorizer resource. */
  readonly authorizer: string;
  readonly rules: MethodRules;
  /** The construct that warnings are about. */
  readonly place: IConstruct;
}

/**
 * Holds rules of single methods against the methods that the API has in the end, after overrides and aspects. Returns
 * errors for rules that would not be enforced, and warns about rules that cover less than it seems.
 */
export function checkRenderedMethods(methods: RenderedMethods): string[] {
  const { api, rules, authorizer } = methods;
  const find = methodFinder(api.routes);
  const isOurs = (route: ApiRoute, verb: string) => accessFor(route, verb).authorizer === authorizer;
  return Object.keys(rules).flatMap((key) => {
    const path = pathOf(key);
    const named = verbsOf(key, rules);
    const served = named.flatMap((verb) => {
      const route = find(path, verb);
      return route && !isPreflightMock(route, verb) ? [{ verb, route }] : [];
    });
    if (named.length > 0 && served.length === 0) return reportUnknown(methods, key);
    const open = served.filter(({ verb, route }) => !isOurs(route, verb));
    if (open.length > 0) {
      return reportUnguarded(
        key,
        open.map(({ verb }) => verb),
      );
    }
    for (const { verb, route } of served) warnAboutWrites(methods, key, verb, route);
    if (isGreedyPath(path)) warnAboutParent(methods, key, served, find);
    return [];
  });
}

/**
 * Reports methods that do not have this authorizer in the end, although it was given to them or they name it: API Gateway
 * ignores an authorizer beside another type of authorization, such as one that was overridden with NONE.
 *
 * @param given ids of the methods that it was given to
 */
export function findIgnored(
  authorizer: string,
  given: ReadonlySet<string | undefined>,
  resources: Resources,
): string[] {
  return resources.idsOf('AWS::ApiGateway::Method').flatMap((id) => {
    const { AuthorizerId, AuthorizationType = 'NONE' } = resources.propertiesOf(id);
    const isNamed = referencedIds(AuthorizerId)[0] === authorizer;
    if (isNamed ? AuthorizationType === 'CUSTOM' : !given.has(id)) return [];
    return diagnose('RestAuthorizer.ignoredByMethod', {
      what: `the method ${id} does not have its authorizer in the end, so API Gateway does not ask it`,
      got: AuthorizationType,
      fix: 'remove what changes its authorization, or write addMethod(…, { authorizationType: AuthorizationType.NONE })',
    });
  });
}

type Find = (path: string, verb: string) => ApiRoute | undefined;

function methodFinder(routes: readonly ApiRoute[]): Find {
  const byKey = new Map(routes.map((route) => [routeKey(route), route]));
  return (path, verb) => byKey.get(`${verb} ${path}`) ?? byKey.get(`ANY ${path}`);
}

/** The CORS options of a resource add an OPTIONS method, which needs no authorization. */
function isPreflightMock(route: ApiRoute, verb: string): boolean {
  return verb === 'OPTIONS' && route.isFixedAnswer === true && route.access.kind === 'open';
}

function reportUnknown({ api, authorizer, place }: RenderedMethods, key: string): string[] {
  if (api.hidden.length > 0) {
    warn(place, 'RestAuthorizer.methodNotVisible', {
      what: `'methodRules' has a rule for ${key}, which may be in an OpenAPI definition or in another app, where nobody sees whether it has this authorizer`,
      fix: 'look it up there, and acknowledge this',
    });
    return [];
  }
  const guarded = api.routes.filter(({ access }) => access.authorizer === authorizer).map(routeKey);
  const nearest = meantKey(key, guarded);
  const hint =
    guarded.length > 0 ? 'write the key of a method that has the authorizer' : 'give the authorizer to methods';
  return [
    diagnose('RestAuthorizer.unknownMethod', {
      what: "'methodRules' has a rule for a method that the API does not have",
      got: key,
      fix: nearest ? `write '${nearest}'` : `${hint}, or remove the rule`,
    }),
  ];
}

function reportUnguarded(key: string, verbs: string[]): string[] {
  const named = verbs.map((verb) => `${verb} ${pathOf(key)}`).join(', ');
  const methods = named === key ? key : `${key}, which stands for ${named},`;
  return [
    diagnose('RestAuthorizer.unguardedMethod', {
      what: `'methodRules' has a rule for ${methods} and this authorizer is not asked there, so the rule would not be enforced`,
      fix: `write addMethod('${verbs[0]}', …, { authorizer }), or remove the rule`,
    }),
  ];
}

/** Warns if a rule covers only reading on a method `ANY`, so that other rules apply to writing. This may be an oversight. */
function warnAboutWrites({ place }: RenderedMethods, key: string, verb: string, route: ApiRoute): void {
  if (verb !== 'GET' || route.method !== 'ANY') return;
  const weaker = WRITES.filter((write) => isWeaker(accessFor(route, write), accessFor(route, verb)));
  if (weaker.length === 0) return;
  warn(place, 'RestAuthorizer.partialCoverage', {
    what: `'methodRules' has a rule for ${key} only, so ${weaker.join(', ')} of the same method ANY ask for less than GET does`,
    fix: `write 'ANY ${pathOf(key)}', or acknowledge this`,
  });
}

/** A greedy parameter needs a segment, so that a rule on it does not hold for the path below which it stands. */
function warnAboutParent(
  { place }: RenderedMethods,
  key: string,
  served: { verb: string; route: ApiRoute }[],
  find: Find,
): void {
  const path = pathOf(key);
  const parent = path.slice(0, path.lastIndexOf('/')) || '/';
  const weaker = served.filter(({ verb, route }) => {
    const beside = find(parent, verb);
    return (
      beside?.backEnd !== undefined &&
      beside.backEnd === route.backEnd &&
      isWeaker(accessFor(beside, verb), accessFor(route, verb))
    );
  });
  if (weaker.length === 0) return;
  warn(place, 'RestAuthorizer.partialCoverage', {
    what: `'methodRules' has a rule for ${key}, which does not cover ${parent}, and ${parent} leads to the same back end and asks for less`,
    fix: `add the rule as '${key.split(' ')[0]} ${parent}', or acknowledge this`,
  });
}
