import { dirname } from 'node:path';
import { apisOf, hiddenIn } from '../report/apis-of';
import { type HiddenRoutes, hiddenRoutesOf } from '../report/hidden-routes';
import { idIn } from '../report/linked-references';
import { LinkedTemplates } from '../report/linked-templates';
import { MAIN, namesWithNested, readApp } from '../report/read-app';
import { readAssembly } from '../report/read-assembly';
import { asTemplate, type NamedTemplate } from '../report/template';
import { withoutCircles } from '../report/without-circles';
import type { Api } from '../src/access/api-route';
import { readApi } from '../src/access/read-api';
import type { Resources } from '../src/access/resources';
import { deployedValues, type TemplateParameters } from './deployed-values';
import { ExplainError } from './explain-error';
import type { LookUp } from './resolve-value';

export interface NamedApi {
  readonly name: string;
  readonly api: Api;
}

/** A synthesized template that is ready to be asked, with what other templates of its app supply. */
export interface ReadTemplate {
  readonly resources: Resources;
  /** The APIs of which the template or one of its nested stacks has a part. */
  readonly apis: readonly NamedApi[];
  /** The parts of the app that may have routes which are not in `apis`. */
  readonly hidden: readonly HiddenRoutes[];
  /** Returns the values that are known at deployment only. */
  readonly lookUp: LookUp;
  /** The folders where CDK may have put the code of functions. */
  readonly folders: readonly string[];
}

/**
 * Reads a synthesized template. Throws if it is no template.
 *
 * @param folders the folder of the template first, whose other templates are read too; then others that may have assets
 */
export function readTemplate(json: unknown, parameters: TemplateParameters, folders: readonly string[]): ReadTemplate {
  return withoutCircles(() => {
    const template = asTemplate(json);
    const app = folders.length > 0 ? readApp(template, folders[0]) : [{ name: MAIN, template }];
    return readApis(app, namesWithNested(app, MAIN), deployedValues(parameters, declaredIn(app)), folders);
  });
}

/** Reads all stacks in a directory such as `cdk.out`. */
export function readDirectory(directory: string, parameters: TemplateParameters): ReadTemplate {
  return withoutCircles(() => {
    const [app = [], ...others] = readAssembly(directory);
    if (app.length === 0) throw new ExplainError('The directory has no template: run cdk synth first.');
    if (others.length > 0)
      throw new ExplainError('The directory has several stages: name that of a stage, or a template.');
    const names = app.map(({ name }) => name);
    return readApis(app, names, deployedValues(parameters, declaredIn(app)), [directory, dirname(directory)]);
  });
}

/** @param names the templates whose APIs are meant */
function readApis(
  app: readonly NamedTemplate[],
  names: readonly string[],
  lookUp: LookUp,
  folders: readonly string[],
): ReadTemplate {
  const resources = new LinkedTemplates(app);
  const apis = apisOf(resources, names).map((reference) => ({
    name: reference.name,
    api: readApi(resources, reference),
  }));
  const hidden = [...apis.flatMap(({ name, api }) => hiddenRoutesOf(api, name)), ...hiddenIn(resources, names)];
  return { resources, apis, hidden, lookUp, folders };
}

/** Returns the parameters that the templates declare. */
function declaredIn(app: readonly NamedTemplate[]): Record<string, unknown> {
  const entries = app.flatMap((named) =>
    Object.entries(named.template.Parameters ?? {}).map(([name, declaration]) => [idIn(named, name), declaration]),
  );
  return Object.fromEntries(entries);
}
