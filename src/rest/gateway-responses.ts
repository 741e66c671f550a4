import { Token } from 'aws-cdk-lib';
import { GatewayResponse, type IRestApi, ResponseType } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { checkNoSecrets } from '../diagnostics/check-no-secrets';
import { fail } from '../diagnostics/diagnostics';
import { metadataUrl } from '../oauth/metadata-document';
import type { ProtectedResourceMetadata } from '../oauth/protected-resource-metadata';
import { isOrigin } from '../tokens/origin';

/**
 * Properties of `ClerkGatewayResponses`.
 */
export interface ClerkGatewayResponsesProps {
  /**
   * The API whose 401 and 403 responses are configured.
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
   * @default - the challenge has no `resource_metadata`
   */
  readonly protectedResourceMetadata?: ProtectedResourceMetadata;
}

/**
 * Adds CORS headers and a challenge to the 401 and 403 responses of a REST API, for browsers and OAuth clients.
 *
 * Without CORS headers the browser reports an authorizer's refusal to the page as a network error. The challenge is
 * `WWW-Authenticate: Bearer error="invalid_token"` with 401 and `error="insufficient_scope"` with 403.
 *
 * An API has one response of each type, so it must not define `UNAUTHORIZED` and `ACCESS_DENIED` responses itself.
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
   * `allowCredentials` is set for every origin
   */
  constructor(scope: Construct, id: string, props: ClerkGatewayResponsesProps) {
    super(scope, id);
    checkNoSecrets({ allowOrigin: props.allowOrigin });
    const { restApi, protectedResourceMetadata: metadata } = props;
    const cors = corsHeaders(props);
    const pointer = metadata ? `, resource_metadata="${metadataUrl(metadata)}"` : '';
    const respond = (name: string, type: ResponseType, statusCode: string, error: string) =>
      new GatewayResponse(this, name, {
        restApi,
        type,
        statusCode,
        responseHeaders: { ...cors, 'WWW-Authenticate': `'Bearer error="${error}"${pointer}'` },
      });
    respond('Unauthorized', ResponseType.UNAUTHORIZED, '401', 'invalid_token');
    respond('AccessDenied', ResponseType.ACCESS_DENIED, '403', 'insufficient_scope');
  }
}

/** The CORS headers. API Gateway requires single quotes around static values. */
function corsHeaders({ allowOrigin = '*', allowCredentials }: ClerkGatewayResponsesProps): Record<string, string> {
  if (allowOrigin !== '*' && !Token.isUnresolved(allowOrigin) && !isOrigin(allowOrigin)) {
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
