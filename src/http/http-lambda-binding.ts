import { Duration } from 'aws-cdk-lib';
import {
  AuthorizerPayloadVersion,
  type CfnRoute,
  HttpAuthorizer,
  HttpAuthorizerType,
  type HttpRouteAuthorizerConfig,
  type IHttpApi,
  type IHttpRoute,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { watchCache } from '../access/watch-cache';
import { AuthorizerFunction } from '../authorizer/authorizer-function';
import { uniqueAuthorizerName } from '../authorizer/authorizer-name';
import { policyDocument } from '../authorizer/build-policy';
import { isCaching, warnIfCacheOutlivesToken } from '../authorizer/results-cache';
import { type RouteRequirement, RouteTable } from '../authorizer/route-table';
import { outputSessionTokenClaims } from '../authorizer/session-token-output';
import { diagnose } from '../diagnostics/diagnostics';
import { warnAboutRules } from '../rules/warn-about-rules';
import { identitySources, tokenHeaders } from '../tokens/check-token-sources';
import { warnAboutInstance } from '../tokens/warn-about-instance';
import { requireAuthorizer } from './check-rendered-route';
import { warnIfCorsLacksToken } from './cors-header';
import { type ClerkHttpLambdaAuthorizerProps, UnauthenticatedResponse } from './http-lambda-authorizer-props';

interface HttpLambdaBindingProps extends ClerkHttpLambdaAuthorizerProps {
  readonly httpApi: IHttpApi;
}

/** The resources of a Lambda authorizer on one API: the function, its permission and at most two authorizers. */
export class HttpLambdaBinding extends Construct {
  public readonly authorizerFunction: AuthorizerFunction;
  private readonly table = new RouteTable();
  private required?: HttpAuthorizer;
  private optional?: HttpAuthorizer;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: HttpLambdaBindingProps,
  ) {
    super(scope, id);
    const throwsUnauthorized = props.unauthenticatedResponse === UnauthenticatedResponse.UNAUTHORIZED;
    this.authorizerFunction = new AuthorizerFunction(this, {
      ...props,
      throwsUnauthorized,
      policy: () => policyDocument({ ...props, throwsUnauthorized }, this.table.render()),
    });
    warnAboutInstance(this, props);
    outputSessionTokenClaims(this, props, () => this.table.rules);
    this.node.addValidation({ validate: () => this.checkCors() });
    warnIfCacheOutlivesToken(this, props.resultsCacheTtl);
  }

  public bindRoute(route: IHttpRoute, requirement: RouteRequirement): HttpRouteAuthorizerConfig {
    this.table.add(route, requirement);
    if (typeof requirement !== 'string') warnAboutRules(route, [requirement]);
    route.node.addValidation({ validate: () => findScopes(route) });
    const authorizer = requirement === 'optional' ? this.optionalAuthorizer() : this.requiredAuthorizer();
    return requireAuthorizer(route, { authorizationType: 'CUSTOM', authorizerId: authorizer.authorizerId });
  }

  private checkCors(): string[] {
    warnIfCorsLacksToken(this.props.httpApi, tokenHeaders(this.props.tokenSources));
    return [];
  }

  private requiredAuthorizer(): HttpAuthorizer {
    const ttl = this.props.resultsCacheTtl ?? Duration.seconds(0);
    const identitySource = identitySources(this.props.tokenSources).map((source) => `$request.${source}`);
    // Without the route key in the cache key, API Gateway would reuse the decision of one route for another.
    if (isCaching(ttl)) identitySource.push('$context.routeKey');
    this.required ??= this.createAuthorizer('Authorizer', this.props.authorizerName, identitySource, ttl);
    return this.required;
  }

  /** API Gateway refuses requests without the identity source, so optional routes have none, and hence no caching. */
  private optionalAuthorizer(): HttpAuthorizer {
    const name = this.props.authorizerName && `${this.props.authorizerName}-optional`;
    this.optional ??= this.createAuthorizer('OptionalAuthorizer', name, [], Duration.seconds(0));
    return this.optional;
  }

  private createAuthorizer(
    id: string,
    name: string | undefined,
    identitySource: string[],
    resultsCacheTtl: Duration,
  ): HttpAuthorizer {
    const authorizer: HttpAuthorizer = new HttpAuthorizer(this, id, {
      httpApi: this.props.httpApi,
      type: HttpAuthorizerType.LAMBDA,
      authorizerUri: this.authorizerFunction.uri,
      payloadFormatVersion: AuthorizerPayloadVersion.VERSION_2_0,
      enableSimpleResponses: true,
      identitySource,
      resultsCacheTtl,
      authorizerName: name ?? uniqueAuthorizerName(() => authorizer),
    });
    this.authorizerFunction.allow(this.props.httpApi.apiId, authorizer.authorizerId, `Invoke${id}`);
    watchCache(authorizer, { isOn: isCaching(resultsCacheTtl), key: identitySource });
    return authorizer;
  }
}

/** Reports scopes of the route or of the API: AWS refuses to deploy them on a route with a Lambda authorizer. */
function findScopes(route: IHttpRoute): string[] {
  const scopes = (route.node.defaultChild as CfnRoute).authorizationScopes;
  if (!scopes?.length) return [];
  return [
    diagnose('HttpLambdaAuthorizer.scopes', {
      what: `${route.node.path} has 'authorizationScopes', which API Gateway accepts with a JWT authorizer only`,
      got: scopes,
      fix: `remove them and write authorizer.when(ClaimRule.hasScope('${scopes[0]}'))`,
    }),
  ];
}
