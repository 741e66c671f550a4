import { findApis } from '../report/find-apis';
import { LinkedTemplates } from '../report/linked-templates';
import { asTemplate } from '../report/template';
import { readApi } from '../src/access/read-api';
import type { Resources } from '../src/access/resources';
import { deployedValues, type TemplateParameters } from './deployed-values';
import type { NamedApi } from './find-route';
import type { LookUp } from './resolve-value';

/** A synthesized template that is ready to be asked. */
export interface ReadTemplate {
  readonly resources: Resources;
  readonly apis: readonly NamedApi[];
  /** Returns the values that are known at deployment only. */
  readonly lookUp: LookUp;
  /** The folders where CDK may have put the code of functions. */
  readonly folders: readonly string[];
}

/** Reads a synthesized template. Throws if it is no template. */
export function readTemplate(json: unknown, parameters: TemplateParameters, folders: readonly string[]): ReadTemplate {
  const template = asTemplate(json);
  const resources = new LinkedTemplates([{ name: '', template }]);
  const { Parameters: declared } = template as { Parameters?: Record<string, unknown> };
  const apis = findApis(resources).map((reference) => ({ name: reference.name, api: readApi(resources, reference) }));
  return { resources, apis, lookUp: deployedValues(parameters, declared), folders };
}
