import { Duration, Stack } from 'aws-cdk-lib';
import {
  AuthorizerPayloadVersion,
  type CfnRoute,
  HttpAuthorizer,
  HttpAuthorizerType,
  type HttpRouteAuthorizerConfig,
  type IHttpApi,
  type IHttpRoute,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { ClerkHttpLambdaAuthorizerProps } from '../http-lambda-authorizer';
import { createAuthorizerFunction } from './authorizer-function';
import { diagnose } from './diagnostics';
import { uniqueAuthorizerName, warnIfLoopback } from './http-authorizer';
import { warnIfCacheOutlivesToken } from './lambda-authorizer-options';
import { policyDocument } from './policy-document';
import { type RouteRequirement, RouteTable } from './route-table';

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
    this.function = createAuthorizerFunction(this, {
      ...props,
      policy: () => policyDocument(props, this.table.render()),
    });
    this.function.addPermission('Invoke', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: Stack.of(this).formatArn({
        service: 'execute-api',
        resource: props.httpApi.apiId,
        resourceName: 'authorizers/*', // both of ours, with one permission
      }),
    });
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
    const identitySource = ['$request.header.Authorization'];
    // Without the route in the key, API Gateway would answer one route with the decision for another.
    if (ttl.toSeconds() > 0) identitySource.push('$context.routeKey');
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
      authorizerUri: Stack.of(this).formatArn({
        service: 'apigateway',
        account: 'lambda',
        resource: 'path/2015-03-31/functions',
        resourceName: `${this.function.functionArn}/invocations`,
      }),
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
