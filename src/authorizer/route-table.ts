import type { CfnRoute, IHttpRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import type { PolicyDocument, PolicyRoute, PolicyRule } from '../policy/policy-document';
import type { ClaimRule } from '../rules/claim-rule';

/** What the function asks of a route's callers. */
export type RouteRequirement = 'signedIn' | 'optional' | ClaimRule;

/** By route key. */
export type Requirement = [string, RouteRequirement];

type RenderedTable = Pick<PolicyDocument, 'rules' | 'routes' | 'defaultRoute'>;

/** The rules of the policy document, collected from the routes themselves. */
export class RouteTable {
  private readonly entries: { readonly route: IHttpRoute; readonly requirement: RouteRequirement }[] = [];

  public add(route: IHttpRoute, requirement: RouteRequirement): void {
    this.entries.push({ route, requirement });
  }

  /** To be called at synthesis: a route has no key yet while it is bound. */
  public render(): RenderedTable {
    const keys = this.entries.map(({ route, requirement }): Requirement => {
      return [(route.node.defaultChild as CfnRoute).routeKey, requirement];
    });
    return renderTable(keys);
  }
}

/** What is asked on each route, each rule once; and on every other, if there are such. */
export function renderTable(requirements: Requirement[], otherwise?: RouteRequirement): RenderedTable {
  const rules = new Map<string, PolicyRule>();
  const render = (requirement: RouteRequirement): PolicyRoute => {
    if (typeof requirement === 'string') return requirement;
    const rule = requirement._render();
    const text = JSON.stringify(rule);
    rules.set(text, rule);
    return [...rules.keys()].indexOf(text);
  };
  const routes = Object.fromEntries(requirements.map(([key, requirement]) => [key, render(requirement)]));
  const defaultRoute = otherwise && render(otherwise);
  return { rules: [...rules.values()], routes, defaultRoute };
}
