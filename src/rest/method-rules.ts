import { type CfnMethod, type IAuthorizer, type IRestApi, Method } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';
import type { Requirement } from '../authorizer/route-table';
import { closest } from '../diagnostics/closest';
import { diagnose, fail } from '../diagnostics/diagnostics';
import { REST_VERBS } from '../policy/policy-document';
import type { ClaimRule } from '../rules/claim-rule';

type Rules = Readonly<Record<string, ClaimRule>>;

const KEY = new RegExp(`^(ANY|${REST_VERBS.join('|')}) (/\\S*)$`);

/** Fails on a key that is not a method and a path. */
export function checkMethodRules(rules: Rules): void {
  for (const key of Object.keys(rules)) {
    const [, method, path] = KEY.exec(key) ?? [];
    if (method && (path === '/' || !path.endsWith('/'))) continue;
    fail('RestAuthorizer.methodRule', {
      what: "'methodRules' is keyed by a method and the path of its resource, in capitals and one space apart",
      got: key,
      fix: `write '${corrected(key)}'`,
    });
  }
}

/** The rules of single methods, checked against the methods that the API has at the end of synthesis. */
export class MethodRules {
  constructor(
    private readonly authorizer: IAuthorizer & IConstruct,
    private readonly rules: Rules,
    private readonly api: () => IRestApi | undefined,
  ) {}

  /** Renders the rules by route key. A request has one method, so `ANY` becomes one key for each method without its own rule. */
  public render(): Requirement[] {
    return Object.entries(this.rules).flatMap(([key, rule]): Requirement[] => {
      if (!key.startsWith('ANY ')) return [[key, rule]];
      const verbs = REST_VERBS.map((verb) => key.replace('ANY', verb));
      return verbs.filter((verb) => !Object.hasOwn(this.rules, verb)).map((verb) => [verb, rule]);
    });
  }

  /** Reports rules for methods that do not exist or lack this authorizer: they would never be enforced. */
  public validate(): string[] {
    const methods = this.methods();
    const guarded = [...methods].flatMap(([key, isGuarded]) => (isGuarded ? key : []));
    return Object.keys(this.rules).flatMap((key) => {
      const served = methods.get(key) ?? methods.get(key.replace(/^\w+/, 'ANY'));
      if (served) return [];
      if (served === false) {
        const what = `'methodRules' has a rule for ${key}, which does not have this authorizer, so the rule would not be enforced`;
        return diagnose('RestAuthorizer.unguardedMethod', {
          what,
          fix: `write addMethod('${key.split(' ')[0]}', …, { authorizer }), or remove the rule`,
        });
      }
      const nearest = closest(key, guarded);
      return diagnose('RestAuthorizer.unknownMethod', {
        what: "'methodRules' has a rule for a method that the API does not have",
        got: key,
        fix: nearest ? `write '${nearest}'` : 'give the authorizer to the methods of an API',
      });
    });
  }

  /** Returns every method of the API by its key, with whether it has this authorizer. */
  private methods(): Map<string, boolean> {
    const all = this.authorizer.node.root.node.findAll();
    const ours = all.filter((it): it is Method => it instanceof Method && it.api.restApiId === this.api()?.restApiId);
    return new Map(
      ours.map((method) => {
        const { authorizerId } = method.node.defaultChild as CfnMethod;
        return [`${method.httpMethod} ${method.resource.path}`, authorizerId === this.authorizer.authorizerId];
      }),
    );
  }
}

function corrected(key: string): string {
  const [, method = 'GET', path = ''] = /^\s*([a-z]+\b)?\s*(.*?)\s*$/i.exec(key) ?? [];
  const verb = [...REST_VERBS, 'ANY'].find((it) => it === method.toUpperCase()) ?? 'GET';
  return `${verb} /${path.replace(/^\/+|\/+$/g, '').replace(/\s.*/, '')}`;
}
