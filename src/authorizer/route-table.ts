import type { CfnRoute, IHttpRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import type { PolicyDocument, PolicyRoute } from '../policy/policy-document';
import type { ClaimRule } from '../rules/claim-rule';

/** The requirement that the function enforces on the callers of a route. */
export type RouteRequirement = 'signedIn' | 'optional' | ClaimRule;

/** A route key with the requirement of its route. */
export type Requirement = [string, RouteRequirement];

/** The part of the policy document that depends on the routes. */
export type RenderedTable = Pick<PolicyDocument, 'routes' | 'defaultRoute'>;

/** Collects routes and their requirements while they are bound, and renders them into the policy document. */
export class RouteTable {
  private readonly entries: { readonly route: IHttpRoute; readonly requirement: RouteRequirement }[] = [];

  public get rules(): ClaimRule[] {
    return this.entries.flatMap(({ requirement }) => (typeof requirement === 'string' ? [] : requirement));
  }

  public add(route: IHttpRoute, requirement: RouteRequirement): void {
    this.entries.push({ route, requirement });
  }

  /** Renders the table. Must be called during synthesis: a route has no key yet while it is bound. */
  public render(): RenderedTable {
    const keys = this.entries.map(({ route, requirement }): Requirement => {
      return [(route.node.defaultChild as CfnRoute).routeKey, requirement];
    });
    return renderTable(keys);
  }
}

/**
 * Renders the requirement of each route, and that of all other routes if there is one. A rule is written at the first route
 * that has it; other routes with an equal rule refer to that route.
 */
export function renderTable(requirements: Requirement[], defaultRequirement?: RouteRequirement): RenderedTable {
  const firstRoutes = new Map<string, string>();
  const render = ([routeKey, requirement]: Requirement): PolicyRoute => {
    if (typeof requirement === 'string') return requirement;
    const rule = requirement._render();
    const text = JSON.stringify(rule);
    const first = firstRoutes.get(text);
    if (first !== undefined) return { as: first };
    firstRoutes.set(text, routeKey);
    return rule;
  };
  const routes = Object.fromEntries(requirements.map((entry) => [entry[0], render(entry)]));
  const defaultRoute = defaultRequirement && render(['', defaultRequirement]);
  return { routes, defaultRoute };
}
