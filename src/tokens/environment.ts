import { Stack, Stage, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The context that tells an app's environment where the names of its stages and stacks do not. */
export const ENVIRONMENT_CONTEXT = 'cdk-clerk-authorizer:environment';

export type Environment = 'production' | 'development';

const PRODUCTION = ['prod', 'production', 'prd'];
const DEVELOPMENT = ['dev', 'development', 'sandbox'];

/**
 * Returns the environment that a construct is for, as far as the context or the names of its stages and its stack say so.
 * Undefined for every other name, such as `Staging`.
 */
export function environmentOf(scope: IConstruct): Environment | undefined {
  const context: unknown = scope.node.tryGetContext(ENVIRONMENT_CONTEXT);
  if (context === 'production' || context === 'development') return context;
  const words = namesAbove(scope).map(wordsOf);
  if (words.flat().some((word) => PRODUCTION.includes(word))) return 'production';
  // A stack such as `DevPortal` may be for production, so that only the last word counts.
  return words.some((name) => DEVELOPMENT.includes(name.at(-1) ?? '')) ? 'development' : undefined;
}

function namesAbove(scope: IConstruct): string[] {
  const { stackName } = Stack.of(scope);
  const ids = scope.node.scopes.filter((it) => Stage.isStage(it) || Stack.isStack(it)).map(({ node }) => node.id);
  return Token.isUnresolved(stackName) ? ids : [...ids, stackName];
}

/** Returns the words of a name: `OrdersProd`, `orders-prod` and `PROD_ORDERS` have the word `prod`; `Products` does not. */
function wordsOf(name: string): string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []).map((word) => word.toLowerCase());
}
