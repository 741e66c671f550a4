import { ExplainError } from '../../explain/explain-error';
import { TemplateError } from '../../report/template-error';
import { UsageError } from '../shared/usage-error';

/** Mistakes that are found while a template is read are those of the user. */
export function inOneSentence(error: unknown): never {
  throw error instanceof ExplainError || error instanceof TemplateError ? new UsageError(error.message) : error;
}
