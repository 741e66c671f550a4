import { Stack } from 'aws-cdk-lib';
import type { IRestApi } from 'aws-cdk-lib/aws-apigateway';
import { RenderedResources, resolve } from '../access/rendered-resources';
import { type Properties, referenceTo } from '../access/resources';
import type { ProtectedResourceMetadata } from '../oauth/protected-resource-metadata';
import { isUnknown } from '../policy/unknown-value';

/** The types that map a domain name to an API, with the names of the properties for the API and the base path. */
const MAPPINGS = [
  ['AWS::ApiGateway::BasePathMapping', 'RestApiId', 'BasePath'],
  ['AWS::ApiGatewayV2::ApiMapping', 'ApiId', 'ApiMappingKey'],
] as const;

const DOMAIN_NAMES = ['AWS::ApiGateway::DomainName', 'AWS::ApiGatewayV2::DomainName'];

/**
 * Returns the path that is between the origin of the resource and the paths of the API, such as `/v1`: the base path of a
 * domain name, or the stage. It is empty if there is none or it is not known. To be used when nothing changes any more.
 */
export function basePathOf(restApi: IRestApi, metadata: ProtectedResourceMetadata): string {
  const { resource } = metadata._options;
  const stage = stageIn(restApi, resource);
  if (stage !== undefined) return `/${stage}`;
  const paths = mappedPaths(restApi, resource);
  // On one host each of them leads to the document. Without a known host they may be of several.
  return paths.length === 1 || !isUnknown(resource) ? (paths.sort()[0] ?? '') : '';
}

function stageIn(restApi: IRestApi, resource: string): string | undefined {
  const text = JSON.stringify(Stack.of(restApi).resolve(resource));
  return /\.execute-api\.[^/]*\/([\w-]+)/.exec(text)?.[1];
}

/** Returns the different base paths at which domain names that may be the host of the resource serve the API. */
function mappedPaths(restApi: IRestApi, resource: string): string[] {
  const resources = new RenderedResources(restApi);
  const api = JSON.stringify(resolve(restApi, restApi.restApiId));
  const paths = MAPPINGS.flatMap(([type, apiId, basePath]) =>
    resources
      .idsOf(type)
      .map((id) => resources.propertiesOf(id))
      .filter((mapping) => JSON.stringify(mapping[apiId]) === api && mayBeHost(resources, mapping, resource))
      .map(({ [basePath]: path = '' }) => path),
  );
  return [...new Set(paths)].flatMap((path) => (typeof path === 'string' ? [path && `/${path}`] : []));
}

function mayBeHost(resources: RenderedResources, { DomainName }: Properties, resource: string): boolean {
  const id = referenceTo(resources, DomainName, ...DOMAIN_NAMES);
  const name = id === undefined ? DomainName : resources.propertiesOf(id).DomainName;
  return typeof name !== 'string' || isUnknown(resource) || name === new URL(resource).hostname;
}
