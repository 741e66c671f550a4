import { Names, Stack } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';

export interface Placement {
  readonly scope: Construct;
  readonly id: string;
}

/**
 * Returns where a resource that belongs to an API is created: with the API, as CDK does, unless `user` stands in another stack.
 * Then it is created in that stack. Otherwise the stack of the API would depend on the one that depends on it already.
 */
export function placementFor(api: IConstruct, user: IConstruct, id: string): Placement {
  const stack = Stack.of(user);
  if (Stack.of(api) === stack) return { scope: api as Construct, id };
  return { scope: stack, id: `${id}-${Names.nodeUniqueId(api.node)}` };
}
