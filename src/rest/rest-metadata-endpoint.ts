import {
  AuthorizationType,
  type IResource,
  type IRestApi,
  MockIntegration,
  PassthroughBehavior,
} from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { METADATA_HEADERS, metadataDocument, metadataPaths } from '../oauth/metadata-document';
import { warnAboutResource, warnAboutStage } from '../oauth/metadata-warnings';
import type { ProtectedResourceMetadata } from '../oauth/protected-resource-metadata';
import { checkFrontendApiUrl } from '../tokens/frontend-api-url';

/**
 * Properties of `ClerkRestMetadataEndpoint`.
 */
export interface ClerkRestMetadataEndpointProps {
  /**
   * The API that the metadata is about, and that serves it.
   */
  readonly restApi: IRestApi;

  /**
   * Frontend API URL of the Clerk instance, such as `https://sensible-skunk-49.clerk.accounts.dev`: the authorization server.
   */
  readonly frontendApiUrl: string;

  /**
   * What clients are told.
   */
  readonly metadata: ProtectedResourceMetadata;
}

/**
 * Serves the OAuth metadata of a REST API, to everyone and without a function, at `/.well-known/oauth-protected-resource`
 * and below it at the path of the resource.
 *
 * Give the same metadata to `ClerkGatewayResponses`, whose 401 tells clients where to look. On an HTTP API, use the
 * `protectedResourceMetadata` of `ClerkProtectedHttpApi`.
 *
 * @example
 * declare const restApi: apigateway.RestApi;
 * const metadata = ProtectedResourceMetadata.of({ resource: 'https://mcp.example.com/mcp', scopesSupported: ['openid'] });
 * new ClerkRestMetadataEndpoint(this, 'Metadata', {
 *   restApi,
 *   frontendApiUrl: 'https://sensible-skunk-49.clerk.accounts.dev',
 *   metadata,
 * });
 * new ClerkGatewayResponses(this, 'Responses', { restApi, protectedResourceMetadata: metadata });
 *
 * @see https://www.rfc-editor.org/rfc/rfc9728
 */
export class ClerkRestMetadataEndpoint extends Construct {
  /**
   * @throws on a wrong `frontendApiUrl`, with the corrected line
   */
  constructor(scope: Construct, id: string, props: ClerkRestMetadataEndpointProps) {
    super(scope, id);
    const { restApi, frontendApiUrl, metadata } = props;
    checkFrontendApiUrl(frontendApiUrl);
    warnAboutResource(this, metadata);
    warnAboutStage(this, metadata);
    for (const path of metadataPaths(metadata))
      serve(resourceAt(restApi, path), metadataDocument(metadata, frontendApiUrl));
  }
}

/** Read by pages of any origin, with whatever headers their library sends. */
const PREFLIGHT = { allowOrigins: ['*'], allowMethods: ['GET'], allowHeaders: ['*'] };

/** The resource of a path; the preflight that the API has by default would be too narrow for a new one. */
function resourceAt(restApi: IRestApi, path: string): IResource {
  const parts = path.slice(1).split('/');
  return parts.reduce((parent, part, index) => {
    const isLast = index === parts.length - 1;
    const preflight = isLast ? { defaultCorsPreflightOptions: PREFLIGHT } : {};
    return parent.getResource(part) ?? parent.addResource(part, preflight);
  }, restApi.root);
}

/** Open whatever the defaults of the API are: it is read by clients that have no token yet. */
function serve(resource: IResource, document: string): void {
  const parameters = Object.entries(METADATA_HEADERS).map(
    ([name, value]) => [`method.response.header.${name}`, `'${value}'`] as const,
  );
  const integration = new MockIntegration({
    passthroughBehavior: PassthroughBehavior.NEVER,
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    integrationResponses: [
      {
        statusCode: '200',
        responseTemplates: { 'application/json': document },
        responseParameters: Object.fromEntries(parameters),
      },
    ],
  });
  resource.addMethod('GET', integration, {
    authorizationType: AuthorizationType.NONE,
    apiKeyRequired: false,
    methodResponses: [
      { statusCode: '200', responseParameters: Object.fromEntries(parameters.map(([name]) => [name, true])) },
    ],
  });
}
