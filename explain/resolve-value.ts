import { isObject } from '../lambda/shared/json';

/** Returns the value that a name of a template stands for after deployment, or throws. */
export type LookUp = (name: string) => unknown;

/**
 * Evaluates the intrinsic functions in a value of a template. Names are written as in `Fn::Sub`: `Parameter`,
 * `Api.ApiEndpoint`. A dynamic reference has its text as name, and an import the name of the export.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function resolveValue(value: unknown, lookUp: LookUp): unknown {
  const resolve = (inner: unknown): unknown => {
    if (typeof inner === 'string') return inner.replace(/\{\{(resolve:[^{}]+)}}/g, (_, name) => String(lookUp(name)));
    if (Array.isArray(inner)) return inner.map(resolve);
    if (!isObject(inner)) return inner;
    const [name, ...others] = Object.keys(inner);
    const isFunction = others.length === 0 && (name === 'Ref' || name?.startsWith('Fn::'));
    if (isFunction) return evaluate(name, inner[name], resolve, lookUp);
    return Object.fromEntries(Object.entries(inner).map(([key, member]) => [key, resolve(member)]));
  };
  return resolve(value);
}

function evaluate(name: string, argument: unknown, resolve: (value: unknown) => unknown, lookUp: LookUp): unknown {
  const operands = Array.isArray(argument) ? argument : [argument];
  switch (name) {
    case 'Ref':
      return lookUp(String(argument));
    case 'Fn::GetAtt':
      return lookUp(operands.join('.'));
    case 'Fn::ImportValue':
      return lookUp(String(resolve(argument)));
    case 'Fn::Join':
      return list(resolve(operands[1])).join(String(operands[0]));
    case 'Fn::Split':
      return String(resolve(operands[1])).split(String(operands[0]));
    case 'Fn::Select':
      return list(resolve(operands[1]))[Number(resolve(operands[0]))];
    case 'Fn::Sub': {
      const variables = Object(resolve(operands[1])) as Record<string, unknown>;
      return String(operands[0]).replace(/\$\{(!?)([^}]+)}/g, (_, literal, key: string) => {
        if (literal) return `\${${key}}`;
        return String(Object.hasOwn(variables, key) ? variables[key] : lookUp(key));
      });
    }
    default:
      return lookUp(name);
  }
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}
