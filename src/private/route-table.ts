import type { CfnRoute, IHttpRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import type { ClaimRule } from '../claim-rule';
import type { PolicyDocument, PolicyRoute, PolicyRule } from './policy';

/** What the function asks of a route's callers. */
export type RouteRequirement = 'signedIn' | 'optional' | ClaimRule;

/** The rules of the policy document, collected from the routes themselves. */
export class RouteTable {
  private readonly entries: { readonly route: IHttpRoute; readonly requirement: RouteRequirement }[] = [];

  public add(route: IHttpRoute, requirement: RouteRequirement): void {
    this.entries.push({ route, requirement });
  }

  /** To be called at synthesis: a route has no key yet while it is bound. */
  public render(): Pick<PolicyDocument, 'rules' | 'routes'> {
    const rules = new Map<string, PolicyRule>();
    const routes = this.entries.map(({ route, requirement }): [string, PolicyRoute] => {
      const key = (route.node.defaultChild as CfnRoute).routeKey;
      if (typeof requirement === 'string') return [key, requirement];
      const rule = requirement._render();
      const text = JSON.stringify(rule);
      rules.set(text, rule);
      return [key, [...rules.keys()].indexOf(text)];
    });
    return { rules: [...rules.values()], routes: Object.fromEntries(routes) };
  }
}
