import { Lazy } from 'aws-cdk-lib';
import { GatewayResponse, type IRestApi, ResponseType } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { RenderedResources } from '../access/rendered-resources';
import { renderedApi } from '../access/watch-access';
import { checkNoSecrets } from '../diagnostics/check-no-secrets';
import { diagnose, fail, warn } from '../diagnostics/diagnostics';
import { checkProps, type PropTable, warnIfMisspelt } from '../diagnostics/prop-table';
import { isFlag, isText } from '../diagnostics/types';
import { isMetadata, type ProtectedResourceMetadata } from '../oauth/protected-resource-metadata';
import { isUnknown } from '../policy/unknown-value';
import { isOrigin } from '../tokens/origin';
import { forbiddenChallenge, unauthorizedChallenge } from './bearer-challenge';
import { allowsCredentials } from './check-cors';
import { checkStageReference } from './check-stage-reference';
import { checkValueStack } from './check-value-stack';
import { homeIn } from './home';
import { isOwnDeployment, redeployOnChange } from './redeploy';
import { restApiReference } from './rest-api-reference';
import { BESIDE_AUTHORIZER, REST_API } from './rest-authorizer-prop-table';

/**
 * Properties of `ClerkGatewayResponses`.
 */
export interface ClerkGatewayResponsesProps {
  /**
   * The API whose responses to refused and failed requests are configured.
   */
  readonly restApi: IRestApi;

  /**
   * The origin whose pages may read the responses, or `*` for every origin. API Gateway can return one origin only.
   *
   * @default '*'
   */
  readonly allowOrigin?: string;

  /**
   * Whether pages may read the response to a request with credentials, such as cookies. Requires an `allowOrigin`.
   *
   * @default false
   */
  readonly allowCredentials?: boolean;

  /**
   * The metadata whose URL is sent to OAuth clients as `resource_metadata`. `ClerkRestMetadataEndpoint` serves it.
   *
   * If that endpoint is of the same API, the URL contains the stage, or the base path at which a domain name serves the API.
   * Otherwise it is the well-known URL of the origin.
   *
   * @default - the challenge has no `resource_metadata`
   */
  readonly protectedResourceMetadata?: ProtectedResourceMetadata;
}

const GATEWAY_RESPONSES: PropTable<ClerkGatewayResponsesProps> = {
  owner: 'ClerkGatewayResponses',
  types: {
    restApi: REST_API,
    allowOrigin: [isText, "write allowOrigin: 'https://app.example.com'"],
    allowCredentials: [isFlag, 'write allowCredentials: true'],
    protectedResourceMetadata: [
      isMetadata,
      "write protectedResourceMetadata: ProtectedResourceMetadata.of({ resource: 'https://mcp.example.com/mcp' })",
    ],
  },
  ...BESIDE_AUTHORIZER,
};

/**
 * Adds CORS headers to everything that API Gateway answers by itself, and a challenge to 401 and 403, for browsers and
 * OAuth clients.
 *
 * Without CORS headers the browser reports a refusal, an unknown path or throttling to the page as a network error. The
 * challenge of 401 is `WWW-Authenticate: Bearer`, with the scopes and the URL of the metadata. The challenge of 403 is
 * `error="insufficient_scope"` with the scopes that the rules require. It is left out unless every rule of the API's
 * `ClerkRestAuthorizer` is about scopes, because another login does not give a caller a role.
 *
 * An API has one response of each type, so it must not define `UNAUTHORIZED`, `ACCESS_DENIED`, `DEFAULT_4XX` and
 * `DEFAULT_5XX` itself. The responses are created in the stack of the API.
 *
 * @example
 * declare const restApi: apigateway.RestApi;
 * new ClerkGatewayResponses(this, 'Responses', { restApi, allowOrigin: 'https://app.example.com' });
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
export class ClerkGatewayResponses extends Construct {
  /**
   * @throws `GatewayResponses.allowOrigin` if `allowOrigin` is not an origin, `GatewayResponses.credentials` if
   * `allowCredentials` is set for every origin, `GatewayResponses.duplicate` if the API has one of the responses already
   */
  constructor(scope: Construct, id: string, props: ClerkGatewayResponsesProps) {
    super(scope, id);
    checkProps(GATEWAY_RESPONSES, props);
    warnIfMisspelt(this, GATEWAY_RESPONSES, props);
    checkNoSecrets({ allowOrigin: props.allowOrigin });
    const { restApi, protectedResourceMetadata: metadata } = props;
    const cors = corsHeaders(props);
    if (metadata) checkStageReference(restApi, metadata);
    checkValueStack(this, restApi, { allowOrigin: props.allowOrigin, ...metadata?._options });
    const home = homeIn(restApi, this);
    const respond = (name: string, type: ResponseType, statusCode?: string, challenge?: string) =>
      new GatewayResponse(home, name, {
        restApi,
        type,
        statusCode,
        responseHeaders: { ...cors, ...(challenge !== undefined && { 'WWW-Authenticate': challenge }) },
      });
    const unauthorized = Lazy.uncachedString({ produce: () => unauthorizedChallenge(restApi, metadata) });
    const forbidden = Lazy.uncachedString({ produce: () => forbiddenChallenge(restApi, metadata) });
    const responses = [
      respond('Unauthorized', ResponseType.UNAUTHORIZED, '401', unauthorized),
      respond('AccessDenied', ResponseType.ACCESS_DENIED, '403', forbidden),
      respond('Default4xx', ResponseType.DEFAULT_4XX),
      respond('Default5xx', ResponseType.DEFAULT_5XX),
    ];
    const fingerprint = { clerkGatewayResponses: { cors, unauthorized, forbidden } };
    redeployOnChange(this, (it) => isOwnDeployment(it, restApi), fingerprint, responses);
    this.node.addValidation({
      validate: () => {
        const resources = new RenderedResources(restApi);
        if (props.allowOrigin === undefined || props.allowOrigin === '*')
          warnAboutCredentials(responses[0], restApi, resources);
        return findDuplicates(resources, responses);
      },
    });
  }
}

/** Browsers do not show a response with `*` to a page that sent credentials, as its preflight allows. */
function warnAboutCredentials(place: Construct, restApi: IRestApi, resources: RenderedResources): void {
  if (!allowsCredentials(renderedApi(restApi, restApiReference(restApi), resources), resources)) return;
  warn(place, 'RestCors.credentials', {
    what: "the CORS options of the API allow credentials, and 'allowOrigin' of its refusals is every origin, so pages cannot read them",
    fix: "write allowOrigin: 'https://app.example.com', allowCredentials: true",
  });
}

/** Reports a response type that the API has twice, also from another construct. CloudFormation refuses the second one. */
function findDuplicates(resources: RenderedResources, responses: GatewayResponse[]): string[] {
  const typeOf = (id: string) => {
    const { RestApiId, ResponseType: type } = resources.propertiesOf(id);
    return JSON.stringify([RestApiId, type]);
  };
  const ids = resources.idsOf('AWS::ApiGateway::GatewayResponse');
  const twice = responses.flatMap((response) => {
    const own = response.node.defaultChild?.node.path ?? '';
    const others = ids.filter((id) => id !== own && typeOf(id) === typeOf(own));
    return others.map((other) => `${resources.propertiesOf(own).ResponseType} at ${other}`);
  });
  if (twice.length === 0) return [];
  return [
    diagnose('GatewayResponses.duplicate', {
      what: `the API has a gateway response of one type twice: ${twice.join(', ')}`,
      fix: 'keep one: create ClerkGatewayResponses once for an API, and remove addGatewayResponse() of these types',
    }),
  ];
}

/** Returns the CORS headers. API Gateway requires single quotes around static values. */
function corsHeaders({ allowOrigin = '*', allowCredentials }: ClerkGatewayResponsesProps): Record<string, string> {
  if (allowOrigin !== '*' && !isUnknown(allowOrigin) && !isOrigin(allowOrigin)) {
    fail('GatewayResponses.allowOrigin', {
      what: "'allowOrigin' must be one origin, scheme and host without a path",
      got: allowOrigin,
      fix: "write allowOrigin: 'https://app.example.com'",
    });
  }
  if (allowCredentials && allowOrigin === '*') {
    fail('GatewayResponses.credentials', {
      what: "'allowCredentials' has no effect in browsers unless 'allowOrigin' names an origin",
      fix: "write allowOrigin: 'https://app.example.com'",
    });
  }
  return {
    'Access-Control-Allow-Origin': `'${allowOrigin}'`,
    'Access-Control-Expose-Headers': "'WWW-Authenticate'",
    ...(allowCredentials && { 'Access-Control-Allow-Credentials': "'true'" }),
  };
}
