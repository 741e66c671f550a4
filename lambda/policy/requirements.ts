import type { PolicyRule } from '../../src/policy/policy-document';
import { has, isObject, own } from '../shared/json';
import { refuse } from '../shared/refusal';
import { rule } from './decode-rule';
import { type Environment, withDeployTimeValues } from './deploy-time-values';
import { type Members, object, oneOf, text } from './schema';

/** What a route asks of its caller: a valid token, or none at all, or a token whose claims meet a rule. */
export type Requirement = 'signedIn' | 'optional' | PolicyRule;

export interface Requirements {
  /** Whether the policy lists routes, and not only a default. */
  readonly hasRoutes: boolean;
  /** Returns the requirement of a listed route, or undefined. Refuses the request if the route's entry is invalid. */
  ofRoute(routeKey: string): Requirement | undefined;
  /** Returns the requirement of every route that is not listed; undefined if there is none. */
  ofOtherRoutes(): Requirement | undefined;
}

const parseReference = object({ as: text });
const parseRule = rule();

/** Reads the routes of a policy document. Each entry is parsed once, when it is first asked for. */
export function createRequirements(routes: Members, defaultRoute: unknown, environment: Environment): Requirements {
  const parsed = new Map<unknown, Requirement>();
  return {
    hasRoutes: Object.keys(routes).length > 0,
    ofRoute: (routeKey) => (has(routes, routeKey) ? requirementOf(routes[routeKey]) : undefined),
    ofOtherRoutes: () => (defaultRoute === undefined ? undefined : requirementOf(defaultRoute)),
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
    return parseRule(withDeployTimeValues(content, environment), 'route');
  }
}
