import { type CfnTemplate, resourcesOf, text } from './intrinsics';

/** A route of an HTTP or WebSocket API or a method of a REST API, as it is in a synthesized template. */
export interface TemplateRoute {
  /** The logical id. */
  readonly id: string;
  readonly kind: 'HTTP' | 'WEBSOCKET' | 'REST';
  /** Reference to the API, such as `${Api}`. */
  readonly api: string;
  /** For example `GET /orders` or `$default`. */
  readonly key: string;
  readonly isOpen: boolean;
  /** The URI of the integration: the ARN of a function, or a URL. Empty for mock integrations. */
  readonly backEnd: string;
  /** API Gateway invokes the function by a role, which the resource policy of the function does not need to name. */
  readonly hasCredentials: boolean;
}

export function routesOf(template: CfnTemplate): TemplateRoute[] {
  return [...v2Routes(template), ...restMethods(template)];
}

function v2Routes(template: CfnTemplate): TemplateRoute[] {
  return resourcesOf(template, 'AWS::ApiGatewayV2::Route').map(([id, route]) => {
    const integration = template.Resources[integrationId(route.Target)]?.Properties ?? {};
    return {
      id,
      kind: template.Resources[route.ApiId.Ref]?.Properties.ProtocolType ?? 'HTTP',
      api: text(route.ApiId),
      key: route.RouteKey,
      isOpen: (route.AuthorizationType ?? 'NONE') === 'NONE',
      backEnd: functionArn(template, integration.IntegrationUri),
      hasCredentials: integration.CredentialsArn !== undefined,
    };
  });
}

function integrationId(target: unknown): string {
  return text(target).replace(/^integrations\/\$\{(.*)\}$/, '$1');
}

function restMethods(template: CfnTemplate): TemplateRoute[] {
  return resourcesOf(template, 'AWS::ApiGateway::Method').map(([id, method]) => ({
    id,
    kind: 'REST',
    api: text(method.RestApiId),
    key: `${method.HttpMethod} ${restPath(template, method.ResourceId) || '/'}`,
    isOpen: (method.AuthorizationType ?? 'NONE') === 'NONE',
    backEnd: functionArn(template, method.Integration?.Uri),
    hasCredentials: method.Integration?.Credentials !== undefined,
  }));
}

function restPath(template: CfnTemplate, resource: { Ref?: string }): string {
  const { ParentId, PathPart } = (resource.Ref && template.Resources[resource.Ref]?.Properties) || {};
  return PathPart ? `${restPath(template, ParentId)}/${PathPart}` : '';
}

/** The ARN of a function, which a URI may wrap and which a permission may write as the name of the function. */
export function functionArn(template: CfnTemplate, uri: unknown): string {
  const arn = text(uri).replace(/^arn:[^/]*:lambda:path\/[^/]*\/functions\/(.*)\/invocations$/, '$1');
  const [, id] = /^\$\{(\w+)\}$/.exec(arn) ?? [];
  return id && template.Resources[id]?.Type === 'AWS::Lambda::Function' ? `\${${id}.Arn}` : arn;
}
