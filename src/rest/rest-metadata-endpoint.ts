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
   * The API that the metadata describes, and that serves it.
   */
  readonly restApi: IRestApi;

  /**
   * The Frontend API URL of the Clerk instance, such as `https://sensible-skunk-49.clerk.accounts.dev`. It is the
   * authorization server.
   */
  readonly frontendApiUrl: string;

  /**
   * The metadata to serve.
   */
  readonly metadata: ProtectedResourceMetadata;
}

/**
 * Serves the OAuth protected resource metadata of a REST API at `/.well-known/oauth-protected-resource`, and again below
 * that at the path of the resource. It is public, and no Lambda function is needed.
 *
 * Pass the same metadata to `ClerkGatewayResponses`, whose 401 response tells clients its URL. For an HTTP API, use
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
   * @throws if `frontendApiUrl` is invalid; the message contains the corrected line
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

/** Pages of any origin may read the metadata, with any request headers. */
const PREFLIGHT = { allowOrigins: ['*'], allowMethods: ['GET'], allowHeaders: ['*'] };

/** Returns the resource of a path, and creates it with its own CORS preflight: the API's default may be too narrow. */
function resourceAt(restApi: IRestApi, path: string): IResource {
  const parts = path.slice(1).split('/');
  return parts.reduce((parent, part, index) => {
    const isLast = index === parts.length - 1;
    const preflight = isLast ? { defaultCorsPreflightOptions: PREFLIGHT } : {};
    return parent.getResource(part) ?? parent.addResource(part, preflight);
  }, restApi.root);
}

/** Adds a public GET method, whatever the API's defaults are: clients read it before they have a token. */
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
