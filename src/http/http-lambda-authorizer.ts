import type {
  HttpRouteAuthorizerBindOptions,
  HttpRouteAuthorizerConfig,
  IHttpApi,
  IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { checkIdIsFree } from '../authorizer/authorizer-name';
import { checkLambdaAuthorizerProps } from '../authorizer/check-lambda-authorizer-props';
import type { RouteRequirement } from '../authorizer/route-table';
import { type ClaimRule, checkRule } from '../rules/claim-rule';
import type { ClerkHttpLambdaAuthorizerProps } from './http-lambda-authorizer-props';
import { HttpLambdaBinding } from './http-lambda-binding';

/**
 * A Lambda authorizer for what API Gateway's JWT authorizer cannot see: rules on claims, optional sign-in, `azp`,
 * the kind of token, pending sessions.
 *
 * The function comes with this package. One function and one authorizer serve an API, however many routes and rules;
 * the function learns the rule of each route from a policy document in its environment, and refuses every other route.
 *
 * Used as it is, it lets signed-in callers in.
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
 *   authorizer: authorizer.when(ClaimRule.claim('metadata', 'role').equals('admin')),
 * });
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export class ClerkHttpLambdaAuthorizer implements IHttpRouteAuthorizer {
  private readonly bindings = new WeakMap<IHttpApi, HttpLambdaBinding>();

  /**
   * @param id of the authorizer, unique within an API
   * @throws on a value that could never work, with the corrected line
   */
  constructor(
    private readonly id: string,
    private readonly props: ClerkHttpLambdaAuthorizerProps,
  ) {
    checkLambdaAuthorizerProps(props, 'request');
  }

  /**
   * Lets signed-in callers in. Called by CDK when a route is created.
   */
  public bind(options: HttpRouteAuthorizerBindOptions): HttpRouteAuthorizerConfig {
    return this.bindRoute(options, 'signedIn');
  }

  /**
   * Lets signed-in callers in.
   */
  public signedIn(): IHttpRouteAuthorizer {
    return this;
  }

  /**
   * Lets signed-in callers in whose claims meet a rule. Everyone else gets 403.
   */
  public when(rule: ClaimRule): IHttpRouteAuthorizer {
    checkRule(rule);
    return { bind: (options) => this.bindRoute(options, rule) };
  }

  /**
   * Lets everyone in but those with a bad token, and tells the back end by `isAuthenticated` who is signed in.
   */
  public optional(): IHttpRouteAuthorizer {
    return { bind: (options) => this.bindRoute(options, 'optional') };
  }

  private bindRoute(options: HttpRouteAuthorizerBindOptions, requirement: RouteRequirement): HttpRouteAuthorizerConfig {
    const { httpApi } = options.route;
    const binding = this.bindings.get(httpApi) ?? this.createBinding(options);
    this.bindings.set(httpApi, binding);
    return binding.bindRoute(options.route, requirement);
  }

  private createBinding({ scope, route }: HttpRouteAuthorizerBindOptions): HttpLambdaBinding {
    checkIdIsFree(scope, this.id);
    return new HttpLambdaBinding(scope, this.id, { ...this.props, httpApi: route.httpApi });
  }
}
