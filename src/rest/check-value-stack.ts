import { CfnElement, NestedStack, Reference, Stack, Tokenization } from 'aws-cdk-lib';
import type { IRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';
import { fail } from '../diagnostics/diagnostics';

/**
 * Fails on a value of the construct's own stack where the API is in another one. What is created stands with the API, so
 * that the API's stack would need the stack that needs the API. CDK names neither the prop nor the way out.
 */
export function checkValueStack(scope: IConstruct, restApi: IRestApi, props: Readonly<Record<string, unknown>>): void {
  const [own, home] = [Stack.of(scope), Stack.of(restApi)];
  if (own === home || isInside(home, own)) return;
  for (const [prop, value] of Object.entries(props)) {
    const foreign = referencesIn(value).find((target) => Stack.of(target) === own);
    if (!foreign) continue;
    fail('RestApi.otherStack', {
      what: `'${prop}' is a value of another stack than the API ${restApi.node.path}, and CloudFormation can deploy neither of the two first`,
      got: foreign.node.path,
      fix: `create ${foreign.node.id} in the stack ${home.node.path}, or use a value that is known at synthesis`,
    });
  }
}

/** A nested stack gets the values of the stacks around it as parameters. */
function isInside(stack: Stack, parent: Stack): boolean {
  return NestedStack.isNestedStack(stack) && stack.node.scopes.includes(parent);
}

function referencesIn(value: unknown): IConstruct[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'string') return [];
  return Tokenization.reverseString(value).tokens.flatMap((token) =>
    Reference.isReference(token) && CfnElement.isCfnElement(token.target) ? token.target : [],
  );
}
