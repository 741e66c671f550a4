import { Names, Stack } from 'aws-cdk-lib';
import type { IHttpApi, IHttpRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct, IConstruct } from 'constructs';

export interface Placement {
  readonly scope: Construct;
  readonly id: string;
}

/**
 * Where a resource that belongs to an API is created: with the API, as CDK does, unless `user` stands in another stack. Then
 * it is created in that stack. Otherwise the stack of the API would depend on the one that depends on it already.
 */
export function placementFor(api: IConstruct, user: IConstruct, id: string): Placement {
  const stack = Stack.of(user);
  if (Stack.of(api) === stack) return { scope: api as Construct, id };
  return { scope: stack, id: `${id}-${Names.nodeUniqueId(api.node)}` };
}

/** The parts of an authorizer, once for each API and each stack that has routes of it. */
export class OncePerStack<T> {
  private readonly created: { readonly httpApi: IHttpApi; readonly stack: Stack; readonly value: T }[] = [];

  public get values(): T[] {
    return this.created.map(({ value }) => value);
  }

  public for(route: IHttpRoute, create: () => T): T {
    const { httpApi } = route;
    const stack = Stack.of(route);
    const known = this.created.find((it) => it.httpApi === httpApi && it.stack === stack);
    if (known) return known.value;
    const value = create();
    this.created.push({ httpApi, stack, value });
    return value;
  }
}
