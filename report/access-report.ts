import { type AccessWarning, ApiReport } from './api-report';
import { findApis } from './find-apis';
import { findHiddenRoutes, type HiddenRoutes } from './hidden-routes';
import { LinkedTemplates } from './linked-templates';
import { type AccessOfRequest, isOpen, keyOf, type RouteReport } from './route-report';
import { asTemplate, type NamedTemplate } from './template';
import { TemplateError } from './template-error';

/**
 * Who may call which route, as a CloudFormation template says it: the routes of HTTP, REST and WebSocket APIs with or without
 * this package, also in processed templates of SAM and of other tools.
 *
 * ```ts
 * const report = AccessReport.fromTemplate(Template.fromStack(stack));
 * expect(report.openRoutes()).toEqual(['GET /health']);
 * expect(report.accessOf('DELETE', '/orders/42')).toMatchObject({ rule: 'has role org:admin' });
 * expect(report.hidden).toEqual([]);
 * ```
 */
export class AccessReport {
  /**
   * Reads one template.
   *
   * @param template the template as an object, or `Template` of `aws-cdk-lib/assertions`
   * @throws if it is not a CloudFormation template
   */
  public static fromTemplate(template: object): AccessReport {
    const json = 'toJSON' in template && typeof template.toJSON === 'function' ? template.toJSON() : template;
    return AccessReport.fromApps([[{ name: '', template: asTemplate(json) }]]);
  }

  /**
   * Reads the templates of apps. Those of one app are read together, so that values which pass from one stack to another are
   * followed.
   */
  public static fromApps(apps: readonly (readonly NamedTemplate[])[]): AccessReport {
    try {
      return new AccessReport(apps.map((templates) => new LinkedTemplates(templates)));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new TemplateError('The template refers to itself in a circle, which CloudFormation does not accept.');
    }
  }

  public readonly apis: readonly ApiReport[];
  /** Everything that may have routes which are not in `routes`. Empty if all routes are known. */
  public readonly hidden: readonly HiddenRoutes[];

  private constructor(apps: readonly LinkedTemplates[]) {
    this.apis = apps.flatMap((app) => findApis(app).map((reference) => new ApiReport(app, reference)));
    this.hidden = [...this.apis.flatMap((api) => api.hidden), ...apps.flatMap(findHiddenRoutes)];
  }

  /** All routes of all APIs. */
  public get routes(): readonly RouteReport[] {
    return this.apis.flatMap((api) => api.routes);
  }

  /** What is wrong, or is likely to be, with routes: the warnings that this package gives at synthesis. */
  public get warnings(): readonly AccessWarning[] {
    return this.apis.flatMap((api) => api.warnings);
  }

  /**
   * Returns the keys of the routes, such as `GET /health`, behind which code answers callers without any credentials. Routes
   * with a fixed answer, such as that of a mock integration, are not among them.
   */
  public openRoutes(): string[] {
    return this.routes.filter(isOpen).map(keyOf);
  }

  /**
   * Returns what a request needs. `noRoute` means that API Gateway refuses it, `notVisible` that a hidden route may take it.
   *
   * @param method an HTTP method; empty for a WebSocket API
   * @param path the path of a request such as `/orders/42`, or that of a route such as `/orders/{id}`
   * @param api the name of the API, if there are several
   * @throws if there is no API of that name, or there are several and none was named
   */
  public accessOf(method: string, path: string, api?: string): AccessOfRequest | 'noRoute' | 'notVisible' {
    const found = this.apis.filter(({ name }) => api === undefined || name === api);
    if (found.length === 1) return found[0].accessOf(method, path);
    const names = this.apis.map(({ name }) => name).join(', ') || 'none';
    throw new Error(`${found.length === 0 ? 'There is no such API' : 'Name one of the APIs'}; there are: ${names}`);
  }
}
