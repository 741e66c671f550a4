import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { RestApi, type RestApiProps } from 'aws-cdk-lib/aws-apigateway';
import {
  ClerkRestMetadataEndpoint,
  ProtectedResourceMetadata,
  type ProtectedResourceMetadataOptions,
} from '../../../src';
import { FRONTEND_API_URL, newStack, resources } from './stack';

/** The URL of the API that the metadata describes. */
export const RESOURCE = 'https://mcp.example.com/mcp';
export const WELL_KNOWN = '/.well-known/oauth-protected-resource';
export const METADATA = ProtectedResourceMetadata.of({ resource: RESOURCE });

/** The document of `METADATA`. */
export const MINIMAL = {
  resource: RESOURCE,
  authorization_servers: [FRONTEND_API_URL],
  jwks_uri: `${FRONTEND_API_URL}/.well-known/jwks.json`,
  bearer_methods_supported: ['header'],
};

/** Returns a stack with a REST API that serves the metadata. */
export function restStack(
  options: Partial<ProtectedResourceMetadataOptions> = {},
  api: RestApiProps = {},
  stack = newStack(),
): Stack {
  const restApi = new RestApi(stack, 'Api', api);
  new ClerkRestMetadataEndpoint(stack, 'Metadata', {
    restApi,
    frontendApiUrl: FRONTEND_API_URL,
    metadata: ProtectedResourceMetadata.of({ resource: RESOURCE, ...options }),
  });
  return stack;
}

interface MethodProperties {
  readonly HttpMethod: string;
  readonly AuthorizationType: string;
  readonly ResourceId: { readonly Ref: string };
  readonly Integration: {
    readonly Type: string;
    readonly IntegrationResponses: {
      readonly StatusCode: string;
      readonly ResponseParameters: Record<string, string>;
      readonly ResponseTemplates: Record<string, unknown>;
    }[];
  };
}

/** Maps `GET /.well-known/…` to the document that answers it. */
export function methodsOf(stack: Stack): Record<string, MethodProperties> {
  const tree = Template.fromStack(stack).findResources('AWS::ApiGateway::Resource');
  const pathOf = (id: string): string => {
    const { ParentId, PathPart } = tree[id]?.Properties ?? {};
    return PathPart ? `${pathOf(ParentId.Ref)}/${PathPart}` : '';
  };
  const methods = resources(stack, 'AWS::ApiGateway::Method') as unknown as MethodProperties[];
  return Object.fromEntries(methods.map((it) => [`${it.HttpMethod} ${pathOf(it.ResourceId.Ref)}`, it]));
}

/** The response of the function that serves the metadata, with values for the parameters of the stack. */
export async function responseOf(stack: Stack, parameters: Record<string, unknown>): Promise<{ body: string }> {
  const { Code, Environment } = resources(stack, 'AWS::Lambda::Function').find((it) =>
    JSON.stringify(it.Environment).includes('METADATA'),
  ) as { Code: { ZipFile: string }; Environment: { Variables: Record<string, unknown> } };
  const rendered = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const { Ref, 'Fn::Join': join } = value as { Ref?: string; 'Fn::Join'?: [string, unknown] };
    if (Ref !== undefined) return parameters[Ref];
    if (join === undefined) return value;
    const parts = Array.isArray(join[1]) ? join[1].map(rendered) : (rendered(join[1]) as unknown[]);
    return parts.join(join[0]);
  };
  const env = Object.fromEntries(Object.entries(Environment.Variables).map(([name, value]) => [name, rendered(value)]));
  const exports: { handler?: () => Promise<{ body: string }> } = {};
  new Function('exports', 'process', Code.ZipFile)(exports, { env });
  return (await exports.handler?.()) ?? { body: '' };
}

/** Returns the mapping template of a method, which is the document. */
export function templateOf(method: MethodProperties | undefined): string {
  return method?.Integration.IntegrationResponses[0]?.ResponseTemplates['application/json'] as string;
}
