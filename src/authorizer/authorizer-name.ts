import { Lazy, Names, Token } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { fail, warn } from '../diagnostics/diagnostics';
import { isLoopbackUrl } from '../tokens/frontend-api-url';

/**
 * A name made from the authorizer's path in the tree. API Gateway wants names to be unique within an API, also while
 * CloudFormation creates a replacement before it deletes the original, and when several stacks import one API.
 */
export function uniqueAuthorizerName(authorizer: () => IConstruct): string {
  return Lazy.string({ produce: () => Names.uniqueResourceName(authorizer(), { maxLength: 128 }) });
}

/** CDK's own message for this names no cause: usually a new authorizer was made for each route. */
export function checkIdIsFree(scope: Construct, id: string): void {
  if (scope.node.tryFindChild(id)) {
    fail('HttpAuthorizer.idTaken', {
      what: `the API ${scope.node.path} already has an authorizer with this id`,
      got: id,
      fix: 'create one authorizer and pass it to every route, or give the second one another id',
    });
  }
}

export function warnIfLoopback(scope: IConstruct, frontendApiUrl: string): void {
  if (!isLoopbackUrl(frontendApiUrl)) return;
  warn(scope, 'FrontendApiUrl.loopback', {
    what: "'frontendApiUrl' is on this machine, where API Gateway in AWS cannot reach it",
    got: frontendApiUrl,
    fix: 'deploy with the Frontend API URL of a Clerk instance, or acknowledge this for an emulator',
  });
}

export function checkIdentitySource(identitySource: string | undefined): void {
  if (identitySource === undefined || Token.isUnresolved(identitySource)) return;
  if (typeof identitySource !== 'string' || !/^\$request\.(header|querystring)\.[\w.-]+$/.test(identitySource)) {
    fail('HttpJwtAuthorizer.identitySource', {
      what: "'identitySource' of a JWT authorizer is one header or one query string parameter",
      got: identitySource,
      fix: "write identitySource: '$request.header.Authorization'",
    });
  }
}
