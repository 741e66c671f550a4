import { type CfnResource, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { diagnose, warn } from '../diagnostics/diagnostics';
import { DIAGNOSTICS } from '../diagnostics/registry';
import type { Api, ApiRoute } from './api-route';
import type { Message } from './describe-finding';
import { findProblems } from './find-problems';
import { findCorsMistakes } from './http-cors';
import { API_TYPES, type ApiReference, readApi } from './read-api';
import { RenderedResources, resolve } from './rendered-resources';
import { ROUTE_METADATA, referenceTo } from './resources';
import { watchSecrets } from './watch-secrets';

/** The APIs of a Stage that are watched already. A second copy of this package finds the same list. */
const WATCHED = Symbol.for('cdk-clerk-authorizer.watchedApis');

/** Marks the routes of this package, also for a second copy of it. */
const OWN = Symbol.for('cdk-clerk-authorizer.route');

/** CloudFormation accepts 500 resources a stack. From here on, one more path may be too much. */
const NEAR_STACK_LIMIT = 450;

/**
 * Checks all routes of an API in the validation phase, including those of other constructs, in any order. However many constructs
 * ask for it, an API is looked at once.
 */
export function watchAccess(api: IConstruct, reference: ApiReference): void {
  const stage = (Stage.of(api) ?? api.node.root) as IConstruct & { [WATCHED]?: Set<string> };
  stage[WATCHED] ??= new Set();
  const watched = stage[WATCHED];
  const key = JSON.stringify(resolve(api, reference.id));
  if (watched.has(key)) return;
  watched.add(key);
  watchSecrets(api);
  api.node.addValidation({ validate: () => validate(api, reference) });
}

/** Marks a route of this package; `origin` says how it came to be, where the access table would judge it otherwise. */
export function markRoute(route: IConstruct, origin?: ApiRoute['origin']): void {
  const resource = route.node.defaultChild as CfnResource & { [OWN]?: true };
  resource[OWN] = true;
  if (origin) resource.addMetadata(ROUTE_METADATA, origin);
}

export function isOwnRoute(resource: object | undefined): boolean {
  return resource !== undefined && OWN in resource;
}

/** CDK looks for an acknowledgement above the construct of a warning, and not at that construct itself. */
export function placeOfWarnings(api: IConstruct): IConstruct {
  return api.node.defaultChild ?? api;
}

/** Reads the routes of an API as they will be rendered. To be used in the validation phase. */
export function renderedApi(scope: IConstruct, reference: ApiReference, resources = new RenderedResources(scope)): Api {
  const { kind, id, root } = reference;
  return readApi(resources, { kind, id: resolve(scope, id), root: resolve(scope, root) });
}

/** Returns errors; adds warnings to the resources that they are about. */
function validate(scope: IConstruct, reference: ApiReference): string[] {
  const resources = new RenderedResources(scope);
  const api = renderedApi(scope, reference, resources);
  const place = placeOfWarnings(scope);
  warnNearStackLimit(place, resources, api);
  const id = resolve(scope, reference.id);
  return [
    ...findCors(resources, api, id).flatMap((message) => report(place, message)),
    ...findProblems(resources, { ...reference, id }, api).flatMap(({ source, message }) =>
      report((source && resources.constructOf(source)) || place, message),
    ),
  ];
}

/** The CORS configuration of an API cannot be seen where it is imported. */
function findCors(resources: RenderedResources, api: Api, id: unknown): Message[] {
  const apiId = api.kind === 'http' && referenceTo(resources, id, ...API_TYPES);
  return apiId ? findCorsMistakes(api, resources.propertiesOf(apiId)) : [];
}

function report(place: IConstruct, [id, diagnostic]: Message): string[] {
  if (DIAGNOSTICS[id].level === 'error') return [diagnose(id, diagnostic)];
  warn(place, id, diagnostic);
  return [];
}

function warnNearStackLimit(place: IConstruct, resources: RenderedResources, { routes }: Api): void {
  const stacks = new Set(routes.flatMap(({ source }) => resources.constructOf(source)?.stack ?? []));
  for (const stack of stacks) {
    const count = resources.countIn(stack);
    if (count < NEAR_STACK_LIMIT) continue;
    warn(place, 'Access.quotaStackResources', {
      what: `the stack ${stack.node.path} comes close to CloudFormation's quota of resources per stack, which is 500`,
      got: count,
      fix: "list 'methods' where a path needs only some, since a protected path without them has seven routes, or define paths in a nested stack",
    });
  }
}
