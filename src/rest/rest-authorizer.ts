import { Authorizer, type IRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { createAuthorizerFunction } from '../authorizer/authorizer-function';
import { policyDocument } from '../authorizer/build-policy';
import { checkLambdaAuthorizerProps } from '../authorizer/check-lambda-authorizer-props';
import { isCaching, warnIfCacheOutlivesToken } from '../authorizer/results-cache';
import { renderTable } from '../authorizer/route-table';
import { outputSessionTokenClaims, sessionTokenClaims } from '../authorizer/session-token-claims';
import { checkRule } from '../rules/claim-rule';
import { warnIfLoopback } from '../tokens/frontend-api-url';
import { TokenKind } from '../tokens/token-kind';
import { checkMethodRules, MethodRules } from './method-rules';
import type { ClerkRestAuthorizerProps } from './rest-authorizer-props';
import { createRestAuthorizer, type RestAuthorizer } from './token-or-request-authorizer';

/**
 * A Lambda authorizer for a REST API, set up for a Clerk instance. The function comes with this package.
 *
 * A caller without a valid token gets 401, one who does not meet the rule 403; `ClerkGatewayResponses` lets browsers see
 * both. The authorizer is of type TOKEN where it reads one header and has one rule, and of type REQUEST otherwise. A TOKEN
 * authorizer reads `Bearer` and a JWT; API Gateway itself refuses everything else, without calling the function.
 *
 * Give it to `RestApi.defaultMethodOptions` or to `addMethod`. It belongs to one API.
 *
 * @example
 * const authorizer = new ClerkRestAuthorizer(this, 'Authorizer', {
 *   frontendApiUrl: 'https://sensible-skunk-49.clerk.accounts.dev',
 *   audience: ['ClerkJwtAuthorizer'],
 *   rule: ClaimRule.claim('metadata', 'role').equals('admin'),
 * });
 * const api = new apigateway.RestApi(this, 'AdminApi', { defaultMethodOptions: { authorizer } });
 * api.root.addResource('orders').addMethod('GET');
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export class ClerkRestAuthorizer extends Authorizer {
  /**
   * The id of the authorizer.
   *
   * @attribute
   */
  public readonly authorizerId: string;

  /**
   * The ARN of the authorizer, by which it may call the function.
   *
   * @attribute
   */
  public readonly authorizerArn: string;

  /**
   * The claims to set in the Clerk Dashboard under Sessions > Customize session token, as JSON.
   *
   * The stack output `SessionTokenClaims` holds the same text, if session tokens are accepted.
   */
  public readonly sessionTokenClaims: string;

  private readonly authorizer: RestAuthorizer;
  private api?: IRestApi;

  /**
   * @throws on a value that could never work, with the corrected line
   */
  constructor(scope: Construct, id: string, props: ClerkRestAuthorizerProps) {
    super(scope, id);
    const { rule, methodRules = {}, audience, tokenKinds } = props;
    checkLambdaAuthorizerProps(props, 'request');
    checkMethodRules(methodRules);
    const rules = [...(rule === undefined ? [] : [rule]), ...Object.values(methodRules)];
    for (const it of rules) checkRule(it);

    const methods = new MethodRules(this, methodRules, () => this.api);
    const cached = isCaching(props.resultsCacheTtl);
    const handler = createAuthorizerFunction(this, {
      ...props,
      policy: () =>
        policyDocument({ ...props, throws: true, cached }, renderTable(methods.render(), rule ?? 'signedIn')),
    });
    this.authorizer = createRestAuthorizer(this, handler, props);
    this.authorizerId = this.authorizer.construct.authorizerId;
    this.authorizerArn = this.authorizer.construct.authorizerArn;
    this.node.addValidation({ validate: () => methods.validate() });
    warnIfLoopback(this, props.frontendApiUrl);
    warnIfCacheOutlivesToken(this, props.resultsCacheTtl);

    this.sessionTokenClaims = sessionTokenClaims(this, audience, () => rules);
    if (!tokenKinds || tokenKinds.includes(TokenKind.SESSION)) {
      outputSessionTokenClaims(this, this.sessionTokenClaims);
    }
  }

  /**
   * Called by CDK for each method with this authorizer.
   *
   * @internal
   */
  public _attachToApi(restApi: IRestApi): void {
    this.authorizer.construct._attachToApi(restApi);
    if (this.api) return;
    this.api = restApi;
    // A stage serves the authorizer as it was at the deployment. CDK makes a new one behind a feature flag only.
    restApi.latestDeployment?.addToLogicalId({ clerkAuthorizer: this.authorizer.fingerprint });
  }
}
