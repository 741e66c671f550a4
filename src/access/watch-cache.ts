import type { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { diagnose } from '../diagnostics/diagnostics';
import { renderedProperties } from './rendered-resources';

/** The cache of decisions that the function was configured for. */
export interface DecisionCache {
  readonly isOn: boolean;
  /** The identity sources of the authorizer, which are the key of the cache. */
  readonly key: readonly string[];
}

/**
 * Reports at the end of synthesis that an override or an aspect turned on a cache of decisions, or took a part of its key
 * away. API Gateway would use the decision for one route, or for one caller, for another.
 */
export function watchCache(authorizer: IConstruct, cache: DecisionCache): void {
  authorizer.node.addValidation({ validate: () => checkRenderedCache(authorizer, cache) });
}

function checkRenderedCache(authorizer: IConstruct, { isOn, key }: DecisionCache): string[] {
  const properties = renderedProperties(authorizer.node.defaultChild as CfnResource);
  const { AuthorizerResultTtlInSeconds: seconds, IdentitySource: rendered } = properties;
  if (seconds !== undefined && Number(seconds) === 0) return [];
  const parts = Array.isArray(rendered) ? rendered : String(rendered).split(/, */);
  if (isOn && key.every((part) => parts.includes(part))) return [];
  return [
    diagnose('LambdaAuthorizer.cacheOverridden', {
      what: `something turns on a cache of decisions, or changes its key, in ${authorizer.node.path}, and API Gateway would use a decision for other routes`,
      got: [seconds ?? 'AuthorizerResultTtlInSeconds is missing', rendered],
      fix: 'write resultsCacheTtl: Duration.seconds(60), which keeps routes apart, and remove the override or the aspect',
    }),
  ];
}
