import { Stack } from 'aws-cdk-lib';
import type { IHttpApi, IHttpRoute } from 'aws-cdk-lib/aws-apigatewayv2';

/** Keeps what an authorizer creates once for each API and each stack that has routes of it. */
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
