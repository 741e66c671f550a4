/** Rules that every synthesized template has to keep. Each returns a text for each violation. */
import { type CfnTemplate, resourcesOf, text } from './intrinsics';
import { functionArn, routesOf, type TemplateRoute } from './routes';

/** Methods that stand for the ones that an ANY route takes; API Gateway documents the first seven. */
const ANY = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];

/**
 * Returns the routes and authorizers whose function does not allow API Gateway to invoke it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
 */
export function missingPermissions(template: CfnTemplate): string[] {
  const routes = routesOf(template).flatMap((route) => {
    if (!isFunction(route.backEnd) || route.hasCredentials) return [];
    const sources = stagesOf(template, route.api).flatMap((stage) => sourcesOf(route, stage));
    const missing = sources.filter((source) => !mayInvoke(template, route.backEnd, source));
    return missing.map((source) => `${route.key} invokes ${route.backEnd} as ${source}`);
  });
  const authorizers = resourcesOf(template, 'AWS::ApiGatewayV2::Authorizer', 'AWS::ApiGateway::Authorizer').flatMap(
    ([id, { ApiId, RestApiId, AuthorizerUri, AuthorizerCredentialsArn, AuthorizerCredentials }]) => {
      const target = functionArn(template, AuthorizerUri);
      if (!isFunction(target) || AuthorizerCredentialsArn || AuthorizerCredentials) return [];
      const source = `${text(ApiId ?? RestApiId)}/authorizers/\${${id}}`;
      return mayInvoke(template, target, source) ? [] : [`authorizer ${id} invokes ${target} as ${source}`];
    },
  );
  return [...routes, ...authorizers];
}

/** Returns the open ANY, OPTIONS and `$default` routes that lead a request for a guarded path to the guarded back end. */
export function openDoors(template: CfnTemplate): string[] {
  const routes = routesOf(template).filter(({ kind, backEnd }) => kind !== 'WEBSOCKET' && backEnd);
  const open = routes.filter(({ isOpen, key }) => isOpen && /^(ANY |OPTIONS |\$default$)/.test(key));
  const guarded = routes.filter(({ isOpen }) => !isOpen);
  return open.flatMap((door) =>
    guarded
      .filter(({ api, backEnd, key }) => api === door.api && backEnd === door.backEnd && covers(door.key, key))
      .map(({ key }) => `${door.key} leads to the back end of ${key}`),
  );
}

/** Returns the keys of the routes that ask nothing of their caller. Messages of a WebSocket API are never asked. */
export function openRoutes(template: CfnTemplate): string[] {
  return routesOf(template)
    .filter(({ isOpen, kind, key }) => isOpen && (kind !== 'WEBSOCKET' || key === '$connect'))
    .map(({ key }) => key)
    .sort();
}

function isFunction(uri: string): boolean {
  return uri.startsWith('arn:aws:lambda:') || /^\$\{\w+(\.Arn)?\}$/.test(uri);
}

/** The stages of an API. A template without one leaves it to others, so that any stage must be allowed. */
function stagesOf(template: CfnTemplate, api: string): string[] {
  const stages = resourcesOf(template, 'AWS::ApiGatewayV2::Stage', 'AWS::ApiGateway::Stage');
  const names = stages
    .filter(([, { ApiId, RestApiId }]) => text(ApiId ?? RestApiId) === api)
    .map(([, { StageName }]) => text(StageName));
  return names.length > 0 ? names : ['any-stage'];
}

/** Returns the source ARN of an invocation by API Gateway. Its path is that of the route, with the parameters in braces. */
function sourcesOf({ api, key }: TemplateRoute, stage: string): string[] {
  const [method, path] = key.split(' ');
  if (path === undefined) return [`${api}/${stage}/${key}`]; // `$default` and the routes of a WebSocket API
  return (method === 'ANY' ? ANY : [method]).map((it) => `${api}/${stage}/${it}${path}`);
}

function mayInvoke(template: CfnTemplate, target: string, source: string): boolean {
  return resourcesOf(template, 'AWS::Lambda::Permission').some(
    ([, { FunctionName, Principal, SourceArn }]) =>
      functionArn(template, FunctionName) === target &&
      text(Principal) === 'apigateway.amazonaws.com' &&
      matchesArn(withStageNames(template, text(SourceArn)), `arn:aws:execute-api:us-east-1:123456789012:${source}`),
  );
}

/** A reference to a stage gives its name. */
function withStageNames({ Resources }: CfnTemplate, arn: string): string {
  return arn.replace(/\$\{(\w+)\}/g, (reference, id) => Resources[id]?.Properties?.StageName ?? reference);
}

/** The condition ArnLike: each of the six components by itself, `*` for any text, slashes included. */
function matchesArn(pattern: string, arn: string): boolean {
  const components = pattern.split(':');
  return arn.split(':').every((component, index) => wildcard(components[index] ?? '').test(component));
}

function wildcard(pattern: string): RegExp {
  return new RegExp(
    `^${pattern
      .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );
}

/** Whether a request for the path of a guarded route can take the open route. */
function covers(openKey: string, guardedKey: string): boolean {
  if (openKey === '$default') return true;
  const [, open] = openKey.split(' ');
  const [, guarded] = guardedKey.split(' ');
  const source = open.replace(/\{\w+\+\}/, '.+').replace(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${source}$`).test(guarded);
}
