import { ExplainError } from '../../explain/explain-error';
import { TemplateError } from '../../report/template-error';
import { UsageError } from '../shared/usage-error';

/** Throws a mistake that was found while a template was read as one of the user. */
export function inOneSentence(error: unknown): never {
  throw error instanceof ExplainError || error instanceof TemplateError ? new UsageError(error.message) : error;
}
