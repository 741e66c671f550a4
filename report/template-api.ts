import { AccessTable } from '../src/access/access-table';
import { accessFor, routeKey } from '../src/access/api-route';
import { findProblems } from '../src/access/find-problems';
import { readApi } from '../src/access/read-api';
import type { Properties } from '../src/access/resources';
import type { AccessWarning, ApiReport } from './api-report';
import type { NamedReference } from './find-apis';
import { type HiddenRoutes, hiddenRoutesOf } from './hidden-routes';
import type { LinkedTemplates } from './linked-templates';
import { preflightOf } from './preflight';
import { accessByMethod, describeAccess } from './read-route-access';
import type { AccessOfRequest, RouteReport } from './route-report';

/** An API as it is read from templates. */
export class TemplateApi implements ApiReport {
  public readonly name: string;
  public readonly kind: ApiReport['kind'];
  public readonly routes: readonly RouteReport[];
  public readonly warnings: readonly AccessWarning[];
  public readonly hidden: readonly HiddenRoutes[];
  private readonly table: AccessTable;

  constructor(
    private readonly resources: LinkedTemplates,
    reference: NamedReference,
  ) {
    const api = readApi(resources, reference);
    this.name = reference.name;
    this.kind = api.kind;
    this.table = new AccessTable(api);
    const problems = findProblems(resources, reference, api);
    this.warnings = problems.map(({ routes, message: [id, { what, got, fix }] }) => ({
      id,
      api: this.name,
      message: `${what}${got === undefined ? '' : `, got ${got}`}; ${fix}`,
      routes: routes.map(routeKey),
    }));
    const hasCors = this.hasCors(reference.id);
    this.routes = api.routes.flatMap((route) => {
      const ids = problems.filter(({ routes }) => routes.includes(route)).map(({ message: [id] }) => id);
      const warnings = [...new Set(ids)];
      return accessByMethod(route).map(([method, access]) => ({
        api: this.name,
        kind: api.kind,
        method,
        path: route.path,
        ...(api.kind === 'websocket' ? this.accessOfConnection() : describeAccess(resources, route, access)),
        preflight: preflightOf(this.table, this.requestTo(route.path), hasCors),
        warnings,
      }));
    });
    this.hidden = hiddenRoutesOf(api, this.name);
  }

  public accessOf(method: string, path: string): AccessOfRequest | 'noRoute' | 'notVisible' {
    if (this.kind === 'websocket') return this.accessOfConnection();
    const route = this.table.routeOf(method, this.requestTo(path));
    return typeof route === 'string' ? route : describeAccess(this.resources, route, accessFor(route, method));
  }

  /** Returns the path of a request that a route takes. One for `$default` is longer than all other routes. */
  private requestTo(path: string): string {
    return this.table.index.sample(path === '$default' ? '/{proxy+}' : path);
  }

  /** API Gateway authorizes the connection. It accepts one that has no route `$connect`, and messages are not asked again. */
  private accessOfConnection(): AccessOfRequest {
    const connect = this.table.routeOf('', '$connect');
    if (typeof connect !== 'string') return describeAccess(this.resources, connect, connect.access);
    return { access: connect === 'notVisible' ? 'unknown' : 'open' };
  }

  private hasCors(id: unknown): boolean {
    const api = (id as Properties)?.Ref;
    return typeof api === 'string' && this.resources.propertiesOf(api).CorsConfiguration !== undefined;
  }
}
