import type { LocalClerk } from '../../local/clerk/local-clerk';
import type { ExplainValues } from '../explain/options';

/** The options of the command that name a template. */
export type TemplateValues = Pick<ExplainValues, 'template' | 'parameter' | 'api'>;

/** A running local Clerk, with what the page knows beside it. */
export interface Run {
  readonly clerk: LocalClerk;
  /** The template whose authorizers explain the answers. Without one, the fields of the page describe an authorizer. */
  readonly template?: TemplateValues;
  /** The paths of the template, for the page to suggest. */
  readonly paths?: readonly string[];
}
