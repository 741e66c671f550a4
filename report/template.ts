import { isObject } from '../lambda/shared/json';
import type { Properties } from '../src/access/resources';
import { TemplateError } from './template-error';

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Properties;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

/** A CloudFormation template, as far as it is read. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value?: unknown; readonly Export?: { readonly Name?: unknown } }>
  >;
}

/** A template with its name, which is empty for the only one. */
export interface NamedTemplate {
  readonly name: string;
  readonly template: Template;
  /** The names of the templates of nested stacks, by the logical id of the nested stack. */
  readonly nested?: Readonly<Record<string, string>>;
}

/** Returns the template in a JSON value, or throws a `TemplateError`. */
export function asTemplate(value: unknown): Template {
  // `aws cloudformation get-template` puts the template in the member TemplateBody.
  const body = isObject(value) && isObject(value.TemplateBody) ? value.TemplateBody : value;
  if (!isObject(body) || !isObject(body.Resources)) {
    throw new TemplateError('This is not a CloudFormation template: it has no Resources.');
  }
  return body as unknown as Template;
}

/** Whether a parameter of a template is a list, whose value is a text with commas. */
export function isListParameter(declaration: unknown): boolean {
  return isObject(declaration) && /List/.test(String(declaration.Type));
}
