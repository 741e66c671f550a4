import type { PolicyRule } from '../../src/policy/policy-document';
import { has, isObject, own } from '../shared/json';
import { refuse } from '../shared/refusal';
import { rule } from './decode-rule';
import type { Resolve } from './deploy-time-values';
import { type Members, object, oneOf, text } from './schema';

/** The requirement of a route: a valid token, an optional token, or a token whose claims meet a rule. */
export type Requirement = 'signedIn' | 'optional' | PolicyRule;

export interface Requirements {
  /** Whether the policy lists routes, and not only a default. */
  readonly hasRoutes: boolean;
  /** Returns the requirement of a listed route, or undefined. Refuses the request if the route's entry is invalid. */
  ofRoute(routeKey: string): Requirement | undefined;
  /** Returns the requirement of every route that is not listed; undefined if there is none. */
  ofOtherRoutes(): Requirement | undefined;
  /** Returns what a caller needs for every route of a method, whichever it is; undefined if other routes have no requirement. */
  ofAllRoutes(method: string): Requirement | undefined;
}

const parseReference = object({ as: text });
const parseRule = rule();

/** Returns the requirement that satisfies both: a rule is stricter than being signed in, which is stricter than optional. */
function strictest(one: Requirement, other: Requirement): Requirement {
  if (typeof one === 'object' && typeof other === 'object') return { op: 'allOf', rules: [one, other] };
  if (typeof one === 'object' || other === 'optional') return one;
  return other;
}

/** Reads the routes of a policy document. Each entry is parsed once, when it is first asked for. */
export function createRequirements(routes: Members, defaultRoute: unknown, resolve: Resolve): Requirements {
  const parsed = new Map<unknown, Requirement>();
  const ofOtherRoutes = () => (defaultRoute === undefined ? undefined : requirementOf(defaultRoute));
  return {
    hasRoutes: Object.keys(routes).length > 0,
    ofRoute: (routeKey) => (has(routes, routeKey) ? requirementOf(routes[routeKey]) : undefined),
    ofOtherRoutes,
    ofAllRoutes: (method) => {
      const other = ofOtherRoutes();
      const keys = Object.keys(routes).filter((key) => key.startsWith(`${method} `));
      return other && keys.map((key) => requirementOf(routes[key])).reduce(strictest, other);
    },
  };

  function requirementOf(entry: unknown): Requirement {
    const known = parsed.get(entry);
    if (known !== undefined) return known;
    try {
      const requirement = parse(entry);
      parsed.set(entry, requirement);
      return requirement;
    } catch {
      return refuse('policy-invalid');
    }
  }

  function parse(entry: unknown): Requirement {
    if (!isObject(entry)) return oneOf('signedIn', 'optional')(entry, 'route');
    const content = has(entry, 'as') ? own(routes, parseReference(entry, 'route').as) : entry;
    return parseRule(resolve(content), 'route');
  }
}
