import { Token } from 'aws-cdk-lib';
import { GatewayResponse, type IRestApi, ResponseType } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { fail } from '../diagnostics/diagnostics';
import { metadataUrl } from '../oauth/metadata-document';
import type { ProtectedResourceMetadata } from '../oauth/protected-resource-metadata';
import { isOrigin } from '../tokens/origin';

/**
 * Properties of `ClerkGatewayResponses`.
 */
export interface ClerkGatewayResponsesProps {
  /**
   * The API whose refusals are meant.
   */
  readonly restApi: IRestApi;

  /**
   * The origin whose pages may read a refusal. API Gateway can name one origin, or all.
   *
   * @default '*'
   */
  readonly allowOrigin?: string;

  /**
   * Whether pages may read a refusal of a request that they made with cookies. Needs an `allowOrigin`.
   *
   * @default false
   */
  readonly allowCredentials?: boolean;

  /**
   * The metadata that a refusal points OAuth clients at. `ClerkRestMetadataEndpoint` serves it.
   *
   * @default - a refusal points nowhere
   */
  readonly protectedResourceMetadata?: ProtectedResourceMetadata;
}

/**
 * The 401 and 403 of a REST API, such that browsers and OAuth clients understand them.
 *
 * Without them an authorizer's refusal has no CORS headers, and the browser hides it from the page behind a network error.
 * Both carry a challenge: `WWW-Authenticate: Bearer error="invalid_token"`, or `"insufficient_scope"` with 403.
 *
 * An API has one response of each kind, so this is for an API that has none of its own for 401 and 403.
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
   * @throws on an `allowOrigin` that is not an origin
   */
  constructor(scope: Construct, id: string, props: ClerkGatewayResponsesProps) {
    super(scope, id);
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

/** Static values, which API Gateway wants in single quotes. */
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
