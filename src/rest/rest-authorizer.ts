import { type CfnResource, Lazy } from 'aws-cdk-lib';
import { Authorizer, type IRestApi, type Method } from 'aws-cdk-lib/aws-apigateway';
import type { MathExpression, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alias, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { RenderedResources } from '../access/rendered-resources';
import { renderedApi, watchAccess } from '../access/watch-access';
import { AuthorizerFunction } from '../authorizer/authorizer-function';
import { policyDocument } from '../authorizer/build-policy';
import { checkLambdaAuthorizerProps } from '../authorizer/check-lambda-authorizer-props';
import type { IClerkLambdaAuthorizer, RefusalMetricOptions } from '../authorizer/lambda-authorizer';
import { isCaching, warnIfCacheOutlivesToken } from '../authorizer/results-cache';
import { renderTable } from '../authorizer/route-table';
import { sessionTokenClaims } from '../authorizer/session-token-claims';
import { outputSessionTokenClaims } from '../authorizer/session-token-output';
import { diagnose, warn } from '../diagnostics/diagnostics';
import { checkProps, warnIfMisspelt } from '../diagnostics/prop-table';
import type { Accepted } from '../oauth/metadata-warnings';
import { type ClaimRule, checkRule } from '../rules/claim-rule';
import { warnAboutRules } from '../rules/warn-about-rules';
import { tokenHeaders } from '../tokens/check-token-sources';
import { warnAboutInstance } from '../tokens/warn-about-instance';
import { findCorsProblems } from './check-cors';
import { checkRenderedMethods, findIgnored } from './check-rendered-methods';
import { checkStack } from './check-stack';
import { methodInCreation } from './method-in-creation';
import { checkMethodRules, type MethodRules, renderMethodRules } from './method-rules';
import { redeployOnChange } from './redeploy';
import { restApiReference } from './rest-api-reference';
import { REST_AUTHORIZER } from './rest-authorizer-prop-table';
import type { ClerkRestAuthorizerProps } from './rest-authorizer-props';
import { createTokenOrRequestAuthorizer, type TokenOrRequestAuthorizer } from './token-or-request-authorizer';
import { warnAboutCachedResponses } from './warn-about-cached-responses';
import { warnAboutMissingDeployment } from './warn-about-missing-deployment';

/**
 * A Lambda authorizer for a REST API, configured for a Clerk instance. The function is part of this package.
 *
 * A caller without a valid token gets 401, and a caller who does not meet the rule gets 403. `ClerkGatewayResponses` adds
 * the CORS headers that browsers need to read both. The authorizer is of type TOKEN if it reads one header and has no
 * method rules, and of type REQUEST otherwise. A TOKEN authorizer accepts `Bearer` and a JWT; API Gateway refuses anything
 * else without invoking the function.
 *
 * Pass it to `RestApi.defaultMethodOptions` or to `addMethod`. It can be used with one API.
 *
 * @example
 * const authorizer = new ClerkRestAuthorizer(this, 'Authorizer', {
 *   frontendApiUrl: 'https://sensible-skunk-49.clerk.accounts.dev',
 *   audience: ['ClerkJwtAuthorizer'],
 *   rule: ClaimRule.claim('metadata', 'role').equalTo('admin'),
 * });
 * const api = new apigateway.RestApi(this, 'AdminApi', { defaultMethodOptions: { authorizer } });
 * api.root.addResource('orders').addMethod('GET');
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export class ClerkRestAuthorizer extends Authorizer implements IClerkLambdaAuthorizer {
  /**
   * The id of the authorizer.
   *
   * @attribute
   */
  public readonly authorizerId: string;

  /**
   * The authorizer's ARN, used as source ARN of the function's permission.
   *
   * @attribute
   */
  public readonly authorizerArn: string;

  /**
   * The claims to configure in the Clerk Dashboard under Sessions > Customize session token, as a JSON object.
   *
   * The stack output `SessionTokenClaims` has them too, together with those that other constructs of the stack need for the same
   * Clerk instance, if session tokens are accepted.
   *
   * @see https://clerk.com/docs/guides/sessions/customize-session-tokens
   */
  public readonly sessionTokenClaims: string;

  /**
   * The function of the authorizer, for example to create alarms on its metrics.
   */
  public readonly authorizerFunction: LambdaFunction;

  /**
   * The alias that API Gateway invokes. Undefined without `aliasOptions`.
   */
  public readonly authorizerAlias?: Alias;

  /** @internal */
  public readonly _rules: ClaimRule[];

  /** @internal */
  public readonly _accepted: Accepted;

  private readonly handler: AuthorizerFunction;
  private readonly tokenHeaders: string[];
  private authorizer?: TokenOrRequestAuthorizer;
  private isInDefinition = false;
  private readonly methods = new Set<Method>();
  private api?: IRestApi;

  /**
   * @throws if a prop is invalid; the message contains the corrected line
   */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ClerkRestAuthorizerProps,
  ) {
    super(scope, id);
    checkProps(REST_AUTHORIZER, props);
    checkLambdaAuthorizerProps(props, 'request');
    const { rule, methodRules = {}, audience, tokenKinds } = props;
    checkMethodRules(methodRules);
    const rules = [...(rule === undefined ? [] : [rule]), ...Object.values(methodRules)];
    for (const it of rules) checkRule(it);
    this._rules = rules;
    this._accepted = { audience, tokenKinds };
    this.tokenHeaders = tokenHeaders(props.tokenSources);

    const isCached = isCaching(props.resultsCacheTtl);
    this.handler = new AuthorizerFunction(this, {
      ...props,
      throwsUnauthorized: true,
      policy: () =>
        policyDocument(
          { ...props, throwsUnauthorized: true, isCached },
          renderTable(renderMethodRules(methodRules), rule ?? 'signedIn'),
        ),
    });
    this.authorizerFunction = this.handler.function;
    this.authorizerAlias = this.handler.alias;
    this.authorizerId = Lazy.uncachedString({ produce: () => this.authorizer?.construct.authorizerId });
    this.authorizerArn = Lazy.uncachedString({ produce: () => this.authorizer?.construct.authorizerArn });
    this.node.addValidation({ validate: () => this.checkMethods(methodRules) });
    warnIfMisspelt(this, REST_AUTHORIZER, props);
    warnAboutInstance(this, props);
    warnAboutRules(this, rules);
    warnIfCacheOutlivesToken(this, props.resultsCacheTtl);

    this.sessionTokenClaims = sessionTokenClaims(this, [{ audience, rules: () => rules }]);
    outputSessionTokenClaims(this, props, () => rules);
  }

  /**
   * The URI for the authorizer of an OpenAPI definition (`authorizerUri`), for example with `SpecRestApi`.
   *
   * API Gateway also needs the permission to invoke `authorizerFunction`, or `authorizerAlias`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
   */
  public get authorizerUri(): string {
    this.isInDefinition = true;
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

  /**
   * CDK calls this for each method with this authorizer.
   *
   * @internal
   */
  public _attachToApi(restApi: IRestApi): void {
    checkStack(this, restApi);
    this.authorizer ??= createTokenOrRequestAuthorizer(this, this.handler.target, this.props);
    this.authorizer.construct._attachToApi(restApi);
    const method = methodInCreation(restApi) ?? methodInCreation(this.node.root);
    if (method) this.methods.add(method);
    if (this.api) return;
    this.api = restApi;
    watchAccess(restApi, restApiReference(restApi));
    // CDK redeploys a changed authorizer only behind a feature flag, so that the API's own deployment counts, too.
    // A stage that is deployed before the permission answers 500.
    const fingerprint = { clerkAuthorizer: this.authorizer.fingerprint };
    redeployOnChange(this, ({ api }) => this._isOf(api), fingerprint, this.handler.permissions);
  }

  /**
   * Whether methods of the API have this authorizer.
   *
   * @internal
   */
  public _isOf(restApi: IRestApi): boolean {
    return this.api?.restApiId === restApi.restApiId;
  }

  private checkMethods(rules: MethodRules): string[] {
    if (!this.api || !this.authorizer) {
      if (this.isInDefinition) return []; // the methods are in an OpenAPI definition
      const fix = 'write defaultMethodOptions: { authorizer }, or addMethod(…, { authorizer })';
      return [
        diagnose('RestAuthorizer.noApi', { what: 'the authorizer belongs to no API, so it guards nothing', fix }),
      ];
    }
    const resources = new RenderedResources(this);
    const api = renderedApi(this, restApiReference(this.api), resources);
    const place = this.authorizer.construct;
    const { path: authorizer } = (place.node.defaultChild as CfnResource).node;
    for (const [id, problem] of findCorsProblems(api, this.tokenHeaders, resources)) warn(place, id, problem);
    warnAboutMissingDeployment(place, this.api, resources);
    warnAboutCachedResponses(api, authorizer, this.props.tokenSources, resources);
    const errors = checkRenderedMethods({ api, authorizer, rules, place });
    const given = new Set([...this.methods].map(({ node }) => node.defaultChild?.node.path));
    return errors.length > 0 ? errors : findIgnored(authorizer, given, resources);
  }
}
