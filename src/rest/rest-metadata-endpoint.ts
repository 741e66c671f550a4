import {
  AuthorizationType,
  type CfnMethod,
  ContentHandling,
  type IResource,
  type IRestApi,
  LambdaIntegration,
  type Method,
  type MethodOptions,
  MockIntegration,
  PassthroughBehavior,
} from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { renderedApi } from '../access/watch-access';
import { createBundledFunction } from '../authorizer/bundled-function';
import { fail, warn } from '../diagnostics/diagnostics';
import { checkProps, type PropTable, warnIfMisspelt } from '../diagnostics/prop-table';
import {
  isKnownAtSynth,
  METADATA_HEADERS,
  type MetadataDocument,
  metadataDocument,
  metadataPaths,
  metadataTemplate,
} from '../oauth/metadata-document';
import { metadataFunctionProps } from '../oauth/metadata-function';
import { warnAboutBasePath, warnAboutResource, warnAboutStage, warnUnlessAccepted } from '../oauth/metadata-warnings';
import { isMetadata, type ProtectedResourceMetadata } from '../oauth/protected-resource-metadata';
import { checkFrontendApiUrl } from '../tokens/frontend-api-url';
import { basePathOf } from './base-path';
import { checkStageReference } from './check-stage-reference';
import { checkValueStack } from './check-value-stack';
import { homeIn } from './home';
import { isOwnDeployment, redeployOnChange } from './redeploy';
import { authorizersOf } from './required-scopes';
import { restApiReference } from './rest-api-reference';
import { BESIDE_AUTHORIZER, REST_API } from './rest-authorizer-prop-table';

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

const REST_METADATA_ENDPOINT: PropTable<ClerkRestMetadataEndpointProps> = {
  owner: 'ClerkRestMetadataEndpoint',
  types: {
    restApi: REST_API,
    frontendApiUrl: 'own check',
    metadata: [isMetadata, "write metadata: ProtectedResourceMetadata.of({ resource: 'https://mcp.example.com/mcp' })"],
  },
  ...BESIDE_AUTHORIZER,
};

/**
 * Serves the OAuth protected resource metadata of a REST API at `/.well-known/oauth-protected-resource`, and again below
 * that at the path of the resource. It is public. A Lambda function is created only if a value is known at deployment only;
 * the methods, and the function, are created in the stack of the API.
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
  /** @internal */
  public readonly _restApi: IRestApi;

  /**
   * @throws if `frontendApiUrl` or `metadata` is invalid; the message contains the corrected line
   */
  constructor(scope: Construct, id: string, props: ClerkRestMetadataEndpointProps) {
    super(scope, id);
    checkProps(REST_METADATA_ENDPOINT, props);
    warnIfMisspelt(this, REST_METADATA_ENDPOINT, props);
    const { restApi, frontendApiUrl, metadata } = props;
    this._restApi = restApi;
    checkFrontendApiUrl(frontendApiUrl);
    warnAboutResource(this, metadata);
    const isStageUrl = warnAboutStage(this, metadata);
    checkStageReference(restApi, metadata);
    checkValueStack(this, restApi, { frontendApiUrl, ...metadata._options });
    this.node.addValidation({ validate: () => this.checkSurroundings(props, isStageUrl) });
    const document = metadataDocument(metadata, frontendApiUrl);
    redeployOnChange(this, (it) => isOwnDeployment(it, restApi), { clerkMetadata: document });
    const serve = isKnownAtSynth(document) ? serveByMock(document) : serveByFunction(homeIn(restApi, this), document);
    for (const path of metadataPaths(metadata)) {
      const resource = resourceAt(restApi, path);
      if (resource.node.tryFindChild('GET')) failOnSecondDocument(resource.path);
      serve(resource);
    }
  }

  private checkSurroundings({ restApi, metadata }: ClerkRestMetadataEndpointProps, isStageUrl: boolean): string[] {
    if (!isStageUrl) warnAboutBasePath(this, basePathOf(restApi, metadata));
    const authorizers = authorizersOf(restApi);
    for (const { _accepted: accepted } of authorizers) warnUnlessAccepted(this, metadata, accepted);
    if (authorizers.length === 0) this.warnIfNobodyChecks(restApi);
    return [];
  }

  private warnIfNobodyChecks(restApi: IRestApi): void {
    if (renderedApi(restApi, restApiReference(restApi)).hidden.length > 0) return;
    warn(this, 'ProtectedResourceMetadata.noAuthorizer', {
      what: `no method of ${restApi.node.path} has a ClerkRestAuthorizer, so nobody checks the tokens that its metadata leads clients to`,
      fix: 'give a ClerkRestAuthorizer to its methods, or acknowledge this if they check the tokens in another way',
    });
  }
}

function failOnSecondDocument(path: string): never {
  fail('ProtectedResourceMetadata.duplicate', {
    what: 'the API already serves something at the path of the metadata',
    got: path,
    fix: 'create ClerkRestMetadataEndpoint once for an API: clients read one document per origin',
  });
}

/** Pages of any origin may read the metadata, with any request headers. */
const PREFLIGHT = { allowOrigins: ['*'], allowMethods: ['GET'], allowHeaders: ['*'] };

/** The method is public, whatever the API's defaults are: clients read the metadata before they have a token. */
function publicMethod(): MethodOptions {
  return { authorizationType: AuthorizationType.NONE, apiKeyRequired: false };
}

/** Returns the resource of a path, and creates it with its own CORS preflight: the API's default may be too narrow. */
function resourceAt(restApi: IRestApi, path: string): IResource {
  return path
    .slice(1)
    .split('/')
    .reduce((parent, part, index, { length }) => {
      const existing = parent.getResource(part);
      if (existing) return existing;
      if (index < length - 1) return parent.addResource(part);
      const resource = parent.addResource(part, { defaultCorsPreflightOptions: PREFLIGHT });
      answerAsText(resource.node.findChild('OPTIONS') as Method);
      return resource;
    }, restApi.root);
}

/** An API whose `binaryMediaTypes` cover JSON would treat a mapping template as bytes, and answer 500. */
function answerAsText(method: Method): void {
  const { CONVERT_TO_TEXT } = ContentHandling;
  (method.node.defaultChild as CfnMethod).addPropertyOverride('Integration.ContentHandling', CONVERT_TO_TEXT);
}

function serveByMock(document: MetadataDocument): (resource: IResource) => void {
  const parameters = Object.entries(METADATA_HEADERS).map(
    ([name, value]) => [`method.response.header.${name}`, `'${value}'`] as const,
  );
  const contentHandling = ContentHandling.CONVERT_TO_TEXT;
  const integration = new MockIntegration({
    passthroughBehavior: PassthroughBehavior.NEVER,
    contentHandling,
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    integrationResponses: [
      {
        statusCode: '200',
        contentHandling,
        responseTemplates: { 'application/json': metadataTemplate(document) },
        responseParameters: Object.fromEntries(parameters),
      },
    ],
  });
  const responseParameters = Object.fromEntries(parameters.map(([name]) => [name, true]));
  return (resource) =>
    resource.addMethod('GET', integration, {
      ...publicMethod(),
      methodResponses: [{ statusCode: '200', responseParameters }],
    });
}

/** A mapping template cannot contain a text that is known at deployment only: it could end the text around it. */
function serveByFunction(scope: Construct, document: MetadataDocument): (resource: IResource) => void {
  const integration = new LambdaIntegration(createBundledFunction(scope, metadataFunctionProps(document)));
  return (resource) => resource.addMethod('GET', integration, publicMethod());
}
