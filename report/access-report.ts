import { routeKey } from '../src/access/api-route';
import type { AccessWarning, ApiReport } from './api-report';
import type { HiddenRoutes } from './hidden-routes';
import { MAIN, namesWithNested, readApp } from './read-app';
import { type ReportContents, readApps, readPart } from './read-apps';
import { type AccessOfRequest, isOpen, type RouteReport } from './route-report';
import { type StackLike, synthesize } from './synthesize';
import { asTemplate } from './template';

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
   * Synthesizes a stack, together with the app that it is part of, and reads the APIs of which the stack or one of its nested
   * stacks has a part. Routes of these APIs in other stacks of the app are among them.
   *
   * @throws if the stack is not part of an app
   */
  public static fromStack(stack: StackLike): AccessReport {
    const { template, folders } = synthesize(stack);
    const app = readApp(asTemplate(template), folders[0]);
    return new AccessReport(readPart(app, namesWithNested(app, MAIN)));
  }

  /**
   * Reads one template.
   *
   * @param template the template as an object, or `Template` of `aws-cdk-lib/assertions`
   * @throws if it is not a CloudFormation template
   */
  public static fromTemplate(template: object): AccessReport {
    const json = 'toJSON' in template && typeof template.toJSON === 'function' ? template.toJSON() : template;
    return new AccessReport(readApps([[{ name: '', template: asTemplate(json) }]]));
  }

  public readonly apis: readonly ApiReport[];
  /** Everything that may have routes which are not in `routes`. Empty if all routes are known. */
  public readonly hidden: readonly HiddenRoutes[];

  /** @internal */
  constructor({ apis, hidden }: ReportContents) {
    this.apis = apis;
    this.hidden = hidden;
  }

  /** All routes of all APIs. */
  public get routes(): readonly RouteReport[] {
    return this.apis.flatMap((api) => api.routes);
  }

  /** The mistakes, certain or likely, in routes: the warnings that this package gives at synthesis. */
  public get warnings(): readonly AccessWarning[] {
    return this.apis.flatMap((api) => api.warnings);
  }

  /**
   * Returns the keys of the routes, such as `GET /health`, behind which code answers callers without any credentials. Routes
   * with a fixed answer, such as that of a mock integration, are not among them.
   */
  public openRoutes(): string[] {
    return this.routes.filter(isOpen).map(routeKey);
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
