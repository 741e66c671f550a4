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
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { allowAuthorizers, authorizerUri, createAuthorizerFunction } from '../authorizer/authorizer-function';
import { uniqueAuthorizerName } from '../authorizer/authorizer-name';
import { policyDocument } from '../authorizer/build-policy';
import { isCaching, warnIfCacheOutlivesToken } from '../authorizer/results-cache';
import { type RouteRequirement, RouteTable } from '../authorizer/route-table';
import { diagnose } from '../diagnostics/diagnostics';
import { pointers } from '../tokens/check-token-sources';
import { warnIfLoopback } from '../tokens/frontend-api-url';
import { type ClerkHttpLambdaAuthorizerProps, UnauthenticatedResponse } from './http-lambda-authorizer-props';

interface HttpLambdaBindingProps extends ClerkHttpLambdaAuthorizerProps {
  readonly httpApi: IHttpApi;
}

/** What a Lambda authorizer is made of on one API: the function, its permission and at most two authorizers. */
export class HttpLambdaBinding extends Construct {
  private readonly table = new RouteTable();
  private readonly function: IFunction;
  private required?: HttpAuthorizer;
  private optional?: HttpAuthorizer;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: HttpLambdaBindingProps,
  ) {
    super(scope, id);
    const throws = props.unauthenticatedResponse === UnauthenticatedResponse.UNAUTHORIZED;
    this.function = createAuthorizerFunction(this, {
      ...props,
      policy: () => policyDocument({ ...props, throws }, this.table.render()),
    });
    allowAuthorizers(this.function, props.httpApi.apiId); // both of ours, with one permission
    warnIfLoopback(this, props.frontendApiUrl);
    warnIfCacheOutlivesToken(this, props.resultsCacheTtl);
  }

  public bindRoute(route: IHttpRoute, requirement: RouteRequirement): HttpRouteAuthorizerConfig {
    this.table.add(route, requirement);
    route.node.addValidation({ validate: () => findScopes(route) });
    const authorizer = requirement === 'optional' ? this.optionalAuthorizer() : this.requiredAuthorizer();
    return { authorizationType: 'CUSTOM', authorizerId: authorizer.authorizerId };
  }

  private requiredAuthorizer(): HttpAuthorizer {
    const ttl = this.props.resultsCacheTtl ?? Duration.seconds(0);
    const identitySource = pointers(this.props.tokenSources).map((pointer) => `$request.${pointer}`);
    // Without the route in the key, API Gateway would answer one route with the decision for another.
    if (isCaching(ttl)) identitySource.push('$context.routeKey');
    this.required ??= this.createAuthorizer('Authorizer', this.props.authorizerName, identitySource, ttl);
    return this.required;
  }

  /** API Gateway refuses a request that lacks an identity source, so an optional route has none, and no cache either. */
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
      authorizerUri: authorizerUri(this.function),
      payloadFormatVersion: AuthorizerPayloadVersion.VERSION_2_0,
      enableSimpleResponses: true,
      identitySource,
      resultsCacheTtl,
      authorizerName: name ?? uniqueAuthorizerName(() => authorizer),
    });
    return authorizer;
  }
}

/** Scopes of the route or of the API end up on the route, where AWS refuses them beside a Lambda authorizer. */
function findScopes(route: IHttpRoute): string[] {
  const scopes = (route.node.defaultChild as CfnRoute).authorizationScopes;
  if (!scopes?.length) return [];
  return [
    diagnose('HttpLambdaAuthorizer.scopes', {
      what: `${route.node.path} has 'authorizationScopes', which API Gateway accepts beside a JWT authorizer only`,
      got: scopes,
      fix: `take them out and write authorizer.when(ClaimRule.hasScope('${scopes[0]}'))`,
    }),
  ];
}
