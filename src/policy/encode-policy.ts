import { Fn, Tokenization } from 'aws-cdk-lib';
import { type DeployTimeValue, LIST_SEPARATOR, VALUE_VARIABLE } from './policy-document';
import { isDeployTimeValue } from './unknown-value';

/** A document as the function reads it. */
export interface EncodedPolicy {
  /** The document. Everything in it is known at synth. */
  readonly json: string;
  /** The environment variables that hold what is known at deployment only. */
  readonly variables: Record<string, string>;
}

/**
 * Encodes a policy document, or another document for a function. Each distinct value that is known at deployment only moves to
 * an environment variable of its own, so that the function gets exactly that text, whatever quotes or backslashes are in it.
 */
export function encodePolicy(document: object): EncodedPolicy {
  const variables = new Map<string, string>();
  const json = JSON.stringify(document, (_, value: unknown) => deployTimeValue(value) ?? value);
  return { json, variables: Object.fromEntries([...variables].map(([value, name]) => [name, value])) };

  function deployTimeValue(value: unknown): DeployTimeValue | undefined {
    if (!isDeployTimeValue(value)) return undefined;
    if (Array.isArray(value)) return { env: variableOf(Fn.join(LIST_SEPARATOR, value)), as: 'list' };
    if (typeof value === 'number') return { env: variableOf(Tokenization.stringifyNumber(value)), as: 'number' };
    return { env: variableOf(value as string) };
  }

  function variableOf(value: string): string {
    const name = variables.get(value) ?? `${VALUE_VARIABLE}${variables.size}`;
    variables.set(value, name);
    return name;
  }
}
