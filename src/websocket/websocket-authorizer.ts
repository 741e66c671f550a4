import {
  type CfnAuthorizer,
  type IWebSocketApi,
  type IWebSocketRoute,
  type IWebSocketRouteAuthorizer,
  WebSocketAuthorizer,
  WebSocketAuthorizerType,
  type WebSocketRouteAuthorizerBindOptions,
  type WebSocketRouteAuthorizerConfig,
} from 'aws-cdk-lib/aws-apigatewayv2';
import type { MathExpression, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alias, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { AccessTable } from '../access/access-table';
import { renderedApi, watchAccess } from '../access/watch-access';
import { AuthorizerFunction, onlyOne } from '../authorizer/authorizer-function';
import { checkIdIsFree, uniqueAuthorizerName } from '../authorizer/authorizer-name';
import { policyDocument } from '../authorizer/build-policy';
import { checkLambdaAuthorizerProps } from '../authorizer/check-lambda-authorizer-props';
import type { IClerkLambdaAuthorizer, RefusalMetricOptions } from '../authorizer/lambda-authorizer';
import { LAMBDA_AUTHORIZER_PROP_TYPES } from '../authorizer/lambda-authorizer-prop-table';
import type { ClerkLambdaAuthorizerProps } from '../authorizer/lambda-authorizer-props';
import { placementFor } from '../authorizer/placement';
import { renderTable } from '../authorizer/route-table';
import { outputSessionTokenClaims } from '../authorizer/session-token-output';
import { diagnose } from '../diagnostics/diagnostics';
import { checkProps, type PropTable, warnIfMisspelt } from '../diagnostics/prop-table';
import { type ClaimRule, checkRule } from '../rules/claim-rule';
import { warnAboutRules } from '../rules/warn-about-rules';
import { identitySources } from '../tokens/check-token-sources';
import { warnAboutInstance } from '../tokens/warn-about-instance';

/**
 * Properties of `ClerkWebSocketAuthorizer`.
 */
export interface ClerkWebSocketAuthorizerProps extends ClerkLambdaAuthorizerProps {
  /**
   * The rule that the claims of a caller must meet.
   *
   * @default - the caller must be signed in
   */
  readonly rule?: ClaimRule;
}

/** The authorizer is asked once for a connection, so rules of methods and a cache of decisions mean nothing to it. */
const WEBSOCKET_AUTHORIZER: PropTable<ClerkWebSocketAuthorizerProps> = {
  owner: 'ClerkWebSocketAuthorizer',
  misplaced: 'WebSocketAuthorizer.unsupportedProp',
  types: { ...LAMBDA_AUTHORIZER_PROP_TYPES, rule: 'own check' },
  hints: {
    methodRules: "write rule: ClaimRule.hasRole('org:admin'), which holds for the connection",
    access: "write rule: ClaimRule.hasRole('org:admin')",
    defaultAccess: "write rule: ClaimRule.hasRole('org:admin')",
    scopes: "write rule: ClaimRule.hasScope('orders:read')",
    identitySource: "write tokenSources: [TokenSource.queryString('token')]",
  },
};

/**
 * A Lambda authorizer for a WebSocket API, configured for a Clerk instance. The function is part of this package.
 *
 * API Gateway calls it once, at `$connect`. **The connection outlives the token**: it stays open for up to 2 hours, even
 * after the session token expires (60 seconds), the user signs out or a role is removed. The second link below shows what
 * a back end can do about it.
 *
 * **It protects an API only as `authorizer` of `connectRouteOptions`.** An authorizer that is created and not passed on
 * protects nothing, and synthesis cannot tell, because it is no construct until then.
 *
 * Scripts in a browser cannot set headers on a WebSocket. They need `TokenSource.webSocketProtocol()` or
 * `TokenSource.queryString('token')`.
 *
 * @example
 * declare const integration: apigatewayv2.WebSocketRouteIntegration;
 * const authorizer = new ClerkWebSocketAuthorizer('Clerk', {
 *   frontendApiUrl: 'https://sensible-skunk-49.clerk.accounts.dev',
 *   audience: ['ClerkJwtAuthorizer'],
 *   tokenSources: [TokenSource.webSocketProtocol()],
 * });
 * const webSocketApi = new apigatewayv2.WebSocketApi(this, 'Chat', { connectRouteOptions: { integration, authorizer } });
 * new apigatewayv2.WebSocketStage(this, 'Stage', { webSocketApi, stageName: 'live', autoDeploy: true });
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 * @see https://github.com/cdk-clerk-authorizer/cdk-clerk-authorizer/blob/main/docs/websocket.md
 */
export class ClerkWebSocketAuthorizer implements IWebSocketRouteAuthorizer, IClerkLambdaAuthorizer {
  private readonly authorizers = new Map<IWebSocketApi, WebSocketApiAuthorizer>();

  /**
   * @param id the id of the authorizer, unique within an API
   * @throws if a prop is invalid; the message contains the corrected line
   */
  constructor(
    private readonly id: string,
    private readonly props: ClerkWebSocketAuthorizerProps,
  ) {
    checkProps(WEBSOCKET_AUTHORIZER, props);
    checkLambdaAuthorizerProps(props, 'webSocket');
    if (props.rule !== undefined) checkRule(props.rule);
  }

  /**
   * The function of the authorizer, for example to create alarms on its metrics.
   *
   * @throws `LambdaAuthorizer.function` if no API uses the authorizer yet, or if several do and each has a function
   */
  public get authorizerFunction(): LambdaFunction {
    return this.handler.function;
  }

  /**
   * The alias that API Gateway invokes. Undefined without `aliasOptions`.
   *
   * @throws `LambdaAuthorizer.function` if no API uses the authorizer yet, or if several do and each has a function
   */
  public get authorizerAlias(): Alias | undefined {
    return this.handler.alias;
  }

  /**
   * The URI that API Gateway invokes the function with.
   *
   * @throws `LambdaAuthorizer.function` if no API uses the authorizer yet, or if several do and each has a function
   */
  public get authorizerUri(): string {
    return this.handler.uri;
  }

  /**
   * CDK calls this when the route `$connect` is created.
   *
   * @throws `HttpAuthorizer.idTaken` if the API already has another authorizer with the same id
   */
  public bind({ route }: WebSocketRouteAuthorizerBindOptions): WebSocketRouteAuthorizerConfig {
    const authorizer = this.authorizers.get(route.webSocketApi) ?? this.createAuthorizer(route);
    return { authorizationType: 'CUSTOM', authorizerId: authorizer.id };
  }

  /**
   * The number of requests that the function refused: the sum over 5 minutes by default.
   *
   * @throws `Metrics.logLevel` or `Metrics.logGroupClass` if the log of the function does not contain the refusals
   */
  public metricRefusals(options?: RefusalMetricOptions): Metric {
    return this.handler.metrics.refusals(options);
  }

  /** The number of requests that were let in because of `reportOnlyRules`: the sum over 5 minutes by default. */
  public metricReportedRefusals(options?: MetricOptions): Metric {
    return this.handler.metrics.reportedRefusals(options);
  }

  /** The number of times that the function fetched the keys: the sum over 5 minutes by default. */
  public metricKeyFetches(options?: MetricOptions): Metric {
    return this.handler.metrics.keyFetches(options);
  }

  /** The number of times that the function could not fetch the keys: the sum over 5 minutes by default. */
  public metricKeyFetchFailures(options?: MetricOptions): Metric {
    return this.handler.metrics.keyFetchFailures(options);
  }

  /** The duration of the function in milliseconds: the average over 5 minutes by default. */
  public metricLatency(options?: MetricOptions): Metric {
    return this.handler.metrics.latency(options);
  }

  /** The number of errors of the function that are no refusals, such as timeouts: the sum over 5 minutes by default. */
  public metricErrors(options?: MetricOptions): MathExpression {
    return this.handler.metrics.errors(options);
  }

  private get handler(): AuthorizerFunction {
    return onlyOne([...this.authorizers.values()].map(({ handler }) => handler));
  }

  private createAuthorizer(route: IWebSocketRoute): WebSocketApiAuthorizer {
    const { webSocketApi } = route;
    const { scope, id } = placementFor(webSocketApi, route, this.id);
    checkIdIsFree(scope, id);
    watchAccess(webSocketApi, { kind: 'websocket', id: webSocketApi.apiId });
    const authorizer = createWebSocketAuthorizer(scope, id, { ...this.props, webSocketApi });
    this.authorizers.set(webSocketApi, authorizer);
    return authorizer;
  }
}

interface WebSocketApiAuthorizer {
  readonly id: string;
  readonly handler: AuthorizerFunction;
}

interface WebSocketApiAuthorizerProps extends ClerkWebSocketAuthorizerProps {
  readonly webSocketApi: IWebSocketApi;
}

/** Creates the function, its permission and the authorizer of one WebSocket API. */
function createWebSocketAuthorizer(
  parent: Construct,
  id: string,
  props: WebSocketApiAuthorizerProps,
): WebSocketApiAuthorizer {
  const scope = new Construct(parent, id);
  const handler = new AuthorizerFunction(scope, {
    ...props,
    throwsUnauthorized: true,
    policy: () =>
      policyDocument({ ...props, throwsUnauthorized: true }, renderTable([['$connect', props.rule ?? 'signedIn']])),
  });
  warnIfMisspelt(scope, WEBSOCKET_AUTHORIZER, props);
  warnAboutInstance(scope, props);
  warnAboutRules(scope, props.rule ? [props.rule] : []);
  outputSessionTokenClaims(scope, props, () => (props.rule ? [props.rule] : []));
  const authorizer: WebSocketAuthorizer = new WebSocketAuthorizer(scope, 'Authorizer', {
    webSocketApi: props.webSocketApi,
    type: WebSocketAuthorizerType.LAMBDA,
    authorizerUri: handler.uri,
    identitySource: identitySources(props.tokenSources).map((source) => `route.request.${source}`),
    authorizerName: props.authorizerName ?? uniqueAuthorizerName(() => authorizer),
  });
  handler.allow(props.webSocketApi.apiId, authorizer.authorizerId);
  const { path } = (authorizer.node.defaultChild as CfnAuthorizer).node;
  scope.node.addValidation({ validate: () => checkConnectRoute(props.webSocketApi, path) });
  return { id: authorizer.authorizerId, handler };
}

/** Reports that API Gateway does not ask the authorizer in the end, after overrides and aspects. Every connection is open then. */
function checkConnectRoute(webSocketApi: IWebSocketApi, authorizer: string): string[] {
  const api = renderedApi(webSocketApi, { kind: 'websocket', id: webSocketApi.apiId });
  const access = new AccessTable(api).accessOf('', '$connect');
  if (typeof access === 'object' && access.authorizer === authorizer) return [];
  return [
    diagnose('WebSocketAuthorizer.ignored', {
      what: `the route $connect of ${webSocketApi.node.path} does not have this authorizer in the end, so API Gateway does not ask it`,
      fix: "give the authorizer to 'connectRouteOptions', and remove what changes the authorization of the route",
    }),
  ];
}
