import { LIST_SEPARATOR, VALUE_VARIABLE } from '../../src/policy/policy-document';
import { has, isObject } from '../shared/json';
import { invalid, object, oneOf, optional, type Parser, text } from './schema';

/** The environment variables of the function. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Returns a JSON value in which every `DeployTimeValue` is replaced by the value that it stands for. */
export type Resolve = (value: unknown) => unknown;

const parseReference = object({ env: text, as: optional(oneOf('list', 'number')) });

/** Returns how to resolve the values of a policy. Most policies contain no reference, so there is nothing to replace. */
export function resolverOf(json: string, environment: Environment): Resolve {
  return json.includes(VALUE_VARIABLE) ? (value) => withDeployTimeValues(value, environment) : (value) => value;
}

/** Replaces every `DeployTimeValue` inside a JSON value by the value of its environment variable. */
export function withDeployTimeValues(value: unknown, environment: Environment): unknown {
  if (Array.isArray(value)) return value.map((item) => withDeployTimeValues(item, environment));
  if (!isObject(value)) return value;
  if (has(value, 'env')) return deployTimeValue(value, environment);
  const entries = Object.entries(value).map(([name, member]) => [name, withDeployTimeValues(member, environment)]);
  return Object.fromEntries(entries);
}

function deployTimeValue(reference: unknown, environment: Environment): unknown {
  const { env: name, as } = parseReference(reference, 'policy');
  const value = name.startsWith(VALUE_VARIABLE) ? environment[name] : undefined;
  if (value === undefined) return invalid(name, 'an environment variable of this function');
  if (as === 'list') return value.split(LIST_SEPARATOR);
  return as === 'number' ? number(value, name) : value;
}

/** Accepts decimal notation only: `Number` reads an empty text as 0. */
const number: Parser<number> = (value, at) =>
  /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value as string) ? Number(value) : invalid(at, 'a decimal number');
