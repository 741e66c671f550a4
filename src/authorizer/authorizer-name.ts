import { Lazy, Names } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { fail } from '../diagnostics/diagnostics';

/**
 * Returns a name generated from the authorizer's path in the construct tree. Names must be unique within an API, even
 * while CloudFormation creates a replacement before it deletes the original, and when several stacks import one API.
 */
export function uniqueAuthorizerName(authorizer: () => IConstruct): string {
  return Lazy.string({ produce: () => Names.uniqueResourceName(authorizer(), { maxLength: 128 }) });
}

/** Fails with a hint if the id is taken: the usual cause is creating a new authorizer per route. */
export function checkIdIsFree(scope: Construct, id: string): void {
  if (scope.node.tryFindChild(id)) {
    fail('HttpAuthorizer.idTaken', {
      what: `the API ${scope.node.path} already has an authorizer with this id`,
      got: id,
      fix: 'create one authorizer and pass it to every route, or give the second one another id',
    });
  }
}
