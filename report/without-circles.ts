import { TemplateError } from './template-error';

/** Runs a function that follows the references of templates. A circle of references would exceed the stack. */
export function withoutCircles<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new TemplateError('The template refers to itself in a circle, which CloudFormation does not accept.');
  }
}
