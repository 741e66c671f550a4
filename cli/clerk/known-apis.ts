import { inOneSentence } from '../explain/in-one-sentence';
import { openTemplate } from '../explain/question-from-template';
import { templateFiles } from '../explain/template-files';
import { UsageError } from '../shared/usage-error';

/** An API of a template, to choose on the page. */
export interface KnownApi {
  readonly name: string;
  /** The file of its template. */
  readonly template: string;
  /** The paths of its routes, for the page to suggest. */
  readonly paths: readonly string[];
  /** The URL at which it is deployed, if that is known. */
  readonly url?: string;
}

/**
 * Reads the APIs of templates, and of directories such as `cdk.out`. WebSocket APIs are left out, as the page sends requests.
 * Throws if there is none, so that a mistake is found when the command starts.
 *
 * @param parameter values of the templates that are known at deployment only, as `NAME=VALUE`
 */
export function readKnownApis(templates: readonly string[], parameter: string[] = []): KnownApi[] {
  try {
    const found = templates.flatMap(templateFiles).flatMap((file) => apisOf(file, parameter));
    if (found.length === 0) throw new UsageError('There is no HTTP or REST API in what --template names.');
    // Each template with routes of an API has the API, with all of its routes.
    return [...new Map(found.map((api) => [JSON.stringify([api.name, api.paths]), api])).values()];
  } catch (error) {
    return inOneSentence(error);
  }
}

function apisOf(template: string, parameter: string[]): KnownApi[] {
  const apis = openTemplate(template, { parameter }).apis.filter(({ api }) => api.kind !== 'websocket');
  return apis.map(({ name, api: { routes } }) => {
    const paths = routes.map(({ path }) => path).filter((path) => path.startsWith('/'));
    return { name, template, paths: [...new Set(paths)] };
  });
}
