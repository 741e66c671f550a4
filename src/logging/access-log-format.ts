import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';

/** The fields of every kind of API. The log of the authorizer function has the same names. */
const FIELDS = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  apiId: '$context.apiId',
  stage: '$context.stage',
  ip: '$context.identity.sourceIp',
  routeKey: '$context.routeKey',
  status: '$context.status',
  lambdaUserId: '$context.authorizer.userId', // set by the Lambda authorizer
  reason: '$context.authorizer.reason', // set by the Lambda authorizer, unless it throws `Unauthorized`
  authorizerError: '$context.authorizer.error',
  integrationError: '$context.integrationErrorMessage',
};

const HTTP_FIELDS = {
  protocol: '$context.protocol',
  httpMethod: '$context.httpMethod',
  path: '$context.path',
  responseLength: '$context.responseLength',
};

/** The id of the function's invocation, which HTTP APIs do not log. An event of type TOKEN has no other id. */
const AUTHORIZER_REQUEST = { authorizerRequestId: '$context.authorizer.requestId' };

const HTTP_API = {
  ...FIELDS,
  ...HTTP_FIELDS,
  userId: '$context.authorizer.claims.sub', // set by the JWT authorizer
};

/** REST APIs have no route keys. This one is written as a key of `methodRules`: `GET /orders/{id}`. */
const REST_API = {
  ...FIELDS,
  ...HTTP_FIELDS,
  ...AUTHORIZER_REQUEST,
  routeKey: '$context.httpMethod $context.resourcePath',
};

const WEBSOCKET_API = {
  ...FIELDS,
  ...AUTHORIZER_REQUEST,
  eventType: '$context.eventType',
  connectionId: '$context.connectionId',
};

/**
 * Formats of access logs in which API Gateway names the caller, and the reason if the caller was refused.
 *
 * Each line is a JSON object. Its fields have the names that the log of the authorizer function has, so that one query of
 * CloudWatch Logs Insights reads both. A format has no alternatives: the user's id is `userId` on a route with the JWT
 * authorizer, and `lambdaUserId` on one with the Lambda authorizer. No line contains a token.
 *
 * `ClerkProtectedHttpApi` uses the first format by itself.
 *
 * @example
 * const logGroup = new logs.LogGroup(this, 'AccessLogs');
 * new apigateway.RestApi(this, 'AdminApi', {
 *   deployOptions: {
 *     accessLogDestination: new apigateway.LogGroupLogDestination(logGroup),
 *     accessLogFormat: ClerkAccessLogFormat.restApi(),
 *   },
 * });
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export abstract class ClerkAccessLogFormat {
  /**
   * The format for a stage of an HTTP API.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
   */
  public static httpApi(): AccessLogFormat {
    return formatOf(HTTP_API);
  }

  /**
   * The format for a stage of a REST API.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
   */
  public static restApi(): AccessLogFormat {
    return formatOf(REST_API);
  }

  /**
   * The format for a stage of a WebSocket API.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
   */
  public static webSocketApi(): AccessLogFormat {
    return formatOf(WEBSOCKET_API);
  }

  private constructor() {}
}

function formatOf(fields: Record<string, string>): AccessLogFormat {
  return AccessLogFormat.custom(JSON.stringify(fields));
}
