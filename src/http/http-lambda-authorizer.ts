import type {
  HttpRouteAuthorizerBindOptions,
  HttpRouteAuthorizerConfig,
  IHttpRoute,
  IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import type { MathExpression, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alias, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { watchAccess } from '../access/watch-access';
import { type AuthorizerFunction, onlyOne } from '../authorizer/authorizer-function';
import { checkIdIsFree } from '../authorizer/authorizer-name';
import { checkLambdaAuthorizerProps } from '../authorizer/check-lambda-authorizer-props';
import type { IClerkLambdaAuthorizer, RefusalMetricOptions } from '../authorizer/lambda-authorizer';
import { OncePerStack } from '../authorizer/once-per-stack';
import { placementFor } from '../authorizer/placement';
import type { RouteRequirement } from '../authorizer/route-table';
import { checkProps, warnIfMisspelt } from '../diagnostics/prop-table';
import { type ClaimRule, checkRule } from '../rules/claim-rule';
import { HTTP_LAMBDA_AUTHORIZER } from './http-lambda-authorizer-prop-table';
import type { ClerkHttpLambdaAuthorizerProps } from './http-lambda-authorizer-props';
import { HttpLambdaBinding } from './http-lambda-binding';

/**
 * A Lambda authorizer that checks what API Gateway's JWT authorizer cannot: claim rules, optional sign-in, `azp`, the
 * kind of token and pending sessions.
 *
 * The function is part of this package. An API needs one function and one authorizer (and a second authorizer for optional
 * routes), whatever the number of routes and rules. The function reads the rule of each route from a policy document in
 * its environment variable, and denies routes that are not listed.
 *
 * Passed to a route directly, it requires a signed-in caller.
 *
 * @example
 * declare const integration: apigatewayv2.HttpRouteIntegration;
 * const authorizer = new ClerkHttpLambdaAuthorizer('Clerk', {
 *   frontendApiUrl: 'https://sensible-skunk-49.clerk.accounts.dev',
 *   audience: ['ClerkJwtAuthorizer'],
 * });
 * new apigatewayv2.HttpApi(this, 'AdminApi').addRoutes({
 *   path: '/admin',
 *   methods: [apigatewayv2.HttpMethod.GET],
 *   integration,
 *   authorizer: authorizer.when(ClaimRule.claim('metadata', 'role').equalTo('admin')),
 * });
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export class ClerkHttpLambdaAuthorizer implements IHttpRouteAuthorizer, IClerkLambdaAuthorizer {
  private readonly bindings = new OncePerStack<HttpLambdaBinding>();

  /**
   * @param id the id of the authorizer, unique within an API
   * @throws if a prop is invalid; the message contains the corrected line
   */
  constructor(
    private readonly id: string,
    private readonly props: ClerkHttpLambdaAuthorizerProps,
  ) {
    checkProps(HTTP_LAMBDA_AUTHORIZER, props);
    checkLambdaAuthorizerProps(props, 'request');
  }

  /**
   * Requires a signed-in caller. CDK calls this when a route is created.
   *
   * @throws `HttpAuthorizer.idTaken` if the API already has another authorizer with the same id
   */
  public bind(options: HttpRouteAuthorizerBindOptions): HttpRouteAuthorizerConfig {
    return this.bindRoute(options, 'signedIn');
  }

  /**
   * Returns an authorizer for routes that require a signed-in caller and nothing else.
   */
  public signedIn(): IHttpRouteAuthorizer {
    return this;
  }

  /**
   * Returns an authorizer for routes that require a signed-in caller whose claims meet a rule.
   *
   * A signed-in caller whose claims do not meet it gets 403.
   *
   * @param rule the rule, for example `ClaimRule.hasRole('org:admin')`
   * @throws `Props.type` if `rule` is not a `ClaimRule`, for example a claim that is not compared with a value
   */
  public when(rule: ClaimRule): IHttpRouteAuthorizer {
    checkRule(rule);
    return { bind: (options) => this.bindRoute(options, rule) };
  }

  /**
   * Returns an authorizer for routes that also serve anonymous callers. A request with an invalid token is refused.
   *
   * `isAuthenticated` in the authorizer context tells the back end whether the caller is signed in.
   */
  public optional(): IHttpRouteAuthorizer {
    return { bind: (options) => this.bindRoute(options, 'optional') };
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
    return onlyOne(this.bindings.values.map(({ authorizerFunction }) => authorizerFunction));
  }

  private bindRoute(
    { route }: HttpRouteAuthorizerBindOptions,
    requirement: RouteRequirement,
  ): HttpRouteAuthorizerConfig {
    return this.bindings.for(route, () => this.createBinding(route)).bindRoute(route, requirement);
  }

  private createBinding(route: IHttpRoute): HttpLambdaBinding {
    const { scope, id } = placementFor(route.httpApi, route, this.id);
    checkIdIsFree(scope, id);
    watchAccess(route.httpApi, { kind: 'http', id: route.httpApi.apiId });
    const binding = new HttpLambdaBinding(scope, id, { ...this.props, httpApi: route.httpApi });
    warnIfMisspelt(binding, HTTP_LAMBDA_AUTHORIZER, this.props);
    return binding;
  }
}
