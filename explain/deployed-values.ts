import { isObject } from '../lambda/shared/json';
import { isListParameter } from '../report/template';
import { ExplainError } from './explain-error';
import type { LookUp } from './resolve-value';

/** Values that are known at deployment only, by the name that the template uses for them. */
export type TemplateParameters = Readonly<Record<string, string | number | readonly string[]>>;

/** They are the same for everyone outside of China and the government regions. */
const PSEUDO_PARAMETERS: TemplateParameters = { 'AWS::Partition': 'aws', 'AWS::URLSuffix': 'amazonaws.com' };

/** Returns the values that were given, and those that the template itself has as defaults of its parameters. */
export function deployedValues(given: TemplateParameters, declared: Readonly<Record<string, unknown>> = {}): LookUp {
  const known = (name: string): unknown => {
    if (Object.hasOwn(given, name)) return given[name];
    if (Object.hasOwn(PSEUDO_PARAMETERS, name)) return PSEUDO_PARAMETERS[name];
    // The default of an SSM parameter is its path, and not its value.
    return isSsm(declared[name]) ? undefined : member(declared[name], 'Default');
  };
  return (name) => {
    const value = known(name);
    if (value === undefined) {
      throw new ExplainError(`The value of ${name} is known at deployment only: pass it as the parameter ${name}.`);
    }
    return isListParameter(declared[name]) && typeof value === 'string' ? value.split(',') : value;
  };
}

function isSsm(declaration: unknown): boolean {
  return String(member(declaration, 'Type')).startsWith('AWS::SSM::Parameter::Value');
}

function member(declaration: unknown, name: string): unknown {
  return isObject(declaration) ? declaration[name] : undefined;
}
