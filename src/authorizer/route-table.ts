import type { CfnRoute, IHttpRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import type { PolicyDocument, PolicyRoute, PolicyRule } from '../policy/policy-document';
import type { ClaimRule } from '../rules/claim-rule';

/** What the function requires of a route's callers. */
export type RouteRequirement = 'signedIn' | 'optional' | ClaimRule;

/** A route key with the requirement of its route. */
export type Requirement = [string, RouteRequirement];

/** The part of the policy document that depends on the routes. */
export type RenderedTable = Pick<PolicyDocument, 'rules' | 'routes' | 'defaultRoute'>;

/** Collects routes and their requirements while they are bound, and renders them into the policy document. */
export class RouteTable {
  private readonly entries: { readonly route: IHttpRoute; readonly requirement: RouteRequirement }[] = [];

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

/** Renders the requirement of each route, and that of all other routes if there is one. Equal rules are written once. */
export function renderTable(requirements: Requirement[], defaultRequirement?: RouteRequirement): RenderedTable {
  const rules = new Map<string, PolicyRule>();
  const render = (requirement: RouteRequirement): PolicyRoute => {
    if (typeof requirement === 'string') return requirement;
    const rule = requirement._render();
    const text = JSON.stringify(rule);
    rules.set(text, rule);
    return [...rules.keys()].indexOf(text);
  };
  const routes = Object.fromEntries(requirements.map(([key, requirement]) => [key, render(requirement)]));
  const defaultRoute = defaultRequirement && render(defaultRequirement);
  return { rules: [...rules.values()], routes, defaultRoute };
}
