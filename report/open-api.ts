import { isObject } from '../lambda/shared/json';
import type { Properties } from '../src/access/resources';

const ANY_METHOD = 'x-amazon-apigateway-any-method';
const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', ANY_METHOD];
const AUTHORIZER_TYPES: Record<string, string> = { jwt: 'JWT', cognito_user_pools: 'COGNITO_USER_POOLS' };

/** The path, method and operation of an OpenAPI document, with the security schemes that it requires. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly integration: Properties;
  /** The requirements of the operation for its caller, as properties of a route or method. `AuthorizerId` names a security scheme. */
  readonly security: Properties;
}

/** An OpenAPI document that is part of a template, as `AWS::Serverless` and `SpecRestApi` write it. */
export interface OpenApi {
  readonly operations: readonly Operation[];
  /** The extension `x-amazon-apigateway-authorizer` of each security scheme that has one. */
  readonly authorizers: Readonly<Record<string, Properties>>;
  readonly cors: unknown;
  /** Whether a part of the paths is decided at deployment, by `Fn::If` or `Fn::Transform`. */
  readonly isPartial: boolean;
}

/**
 * Reads the extensions by which API Gateway imports an OpenAPI document.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export function readOpenApi(body: unknown): OpenApi | undefined {
  if (!isObject(body) || !isObject(body.paths)) return undefined;
  const schemes = members(isObject(body.components) ? body.components.securitySchemes : body.securityDefinitions);
  const operations = Object.entries(body.paths).flatMap(([path, item]) =>
    Object.entries(members(item)).flatMap(([name, operation]) => {
      if (!METHODS.includes(name) || !isObject(operation) || isDecidedAtDeployment(operation)) return [];
      const method = name === ANY_METHOD ? 'ANY' : name.toUpperCase();
      const integration = members(operation['x-amazon-apigateway-integration']);
      const security = readSecurity(operation, operation.security ?? body.security ?? [], schemes);
      return { method, path, integration, security };
    }),
  );
  const authorizers = Object.entries(schemes).flatMap(([name, scheme]) => {
    const authorizer = members(scheme)['x-amazon-apigateway-authorizer'];
    return isObject(authorizer) ? [[name, authorizer] as const] : [];
  });
  const items = Object.values(body.paths);
  return {
    operations,
    authorizers: Object.fromEntries(authorizers),
    cors: body['x-amazon-apigateway-cors'],
    isPartial: [body, body.paths, ...items, ...items.flatMap((item) => Object.values(members(item)))].some(
      isDecidedAtDeployment,
    ),
  };
}

/** Reads `security`, whose entries SAM uses for one authorizer and an API key beside it. */
function readSecurity(operation: Properties, security: unknown, schemes: Properties): Properties {
  if (members(operation['x-amazon-apigateway-auth']).type === 'AWS_IAM') return { AuthorizationType: 'AWS_IAM' };
  if (!Array.isArray(security)) return { AuthorizationType: 'unknown' };
  const entries = security.flatMap((entry) => Object.entries(members(entry)));
  const properties = entries.map(([name, scopes]) => schemeProperties(name, scopes, members(schemes[name])));
  return Object.assign({ AuthorizationType: 'NONE' }, ...properties);
}

function schemeProperties(name: string, scopes: unknown, scheme: Properties): Properties {
  const authorizer = scheme['x-amazon-apigateway-authorizer'];
  if (isObject(authorizer)) {
    const AuthorizationType = AUTHORIZER_TYPES[String(authorizer.type)] ?? 'CUSTOM';
    return { AuthorizationType, AuthorizerId: name, AuthorizationScopes: scopes };
  }
  if (scheme['x-amazon-apigateway-authtype'] === 'awsSigv4') return { AuthorizationType: 'AWS_IAM' };
  if (scheme.type === 'apiKey') return { ApiKeyRequired: true };
  return name === 'NONE' ? {} : { AuthorizationType: 'unknown' };
}

/** Whether a part is an intrinsic function. It may be absent, or require something else, depending on a parameter. */
function isDecidedAtDeployment(part: unknown): boolean {
  return Object.keys(members(part)).some((key) => key.startsWith('Fn::'));
}

function members(value: unknown): Properties {
  return isObject(value) ? value : {};
}
