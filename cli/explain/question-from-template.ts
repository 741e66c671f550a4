import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { findRoute } from '../../explain/find-route';
import { decodeFunctionPolicy } from '../../explain/function-policy';
import { readGuard } from '../../explain/read-guard';
import { type NamedApi, type ReadTemplate, readDirectory, readTemplate } from '../../explain/read-template';
import { routeKey } from '../../src/access/api-route';
import { UsageError } from '../shared/usage-error';
import type { ExplainValues } from './options';
import type { Question } from './question';
import { readFile } from './read-file';

/** CloudFormation accepts 1 MB. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Reads the authorizer of a route from a template. */
export function questionFromTemplate(file: string, values: ExplainValues): Question {
  const template = openTemplate(file, values);
  if (values.route === undefined) throw new UsageError(`Name the route with --route. ${routesOf(template.apis)}`);
  const [route] = values.route.split('?'); // a request of a log may have a query string
  const found = findRoute(template, route, values.api);
  const guard = readGuard(template, found);
  const key = routeKey(found.route);
  if (guard.kind === 'open') return { guard: 'open', route: key };
  if (guard.kind === 'jwt') return { guard: 'jwt', route: key, authorizer: guard.authorizer };
  const policy = decodeFunctionPolicy(guard.policy);
  const { kind } = found.api;
  const request = kind === 'rest' ? `${found.method} ${found.route.path}` : key;
  const other = kind === 'rest' ? policy.requirements.ofOtherRoutes() : undefined;
  const requirement = policy.requirements.ofRoute(request) ?? other;
  const hasIdentitySource = [guard.properties.IdentitySource].flat().some((it) => String(it).includes('request.'));
  return { guard: 'function', route: key, kind, policy, requirement, hasIdentitySource };
}

/** Reads the template of the user, or all of a directory. */
export function openTemplate(file: string, { parameter = [] }: ExplainValues): ReadTemplate {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) return readDirectory(file, parametersOf(parameter));
  const json = parseJson(readFile(file, '--template', MAX_BYTES, 'run cdk synth first'));
  const folder = dirname(file);
  return readTemplate(json, parametersOf(parameter), [folder, dirname(folder)]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError('The file of --template is not JSON: name a template that cdk synth wrote to cdk.out.');
  }
}

function parametersOf(assignments: readonly string[]): Record<string, string> {
  const entries = assignments.map((assignment): [string, string] => {
    const at = assignment.indexOf('=');
    if (at < 1) throw new UsageError('Write a parameter as --parameter NAME=VALUE.');
    return [assignment.slice(0, at), assignment.slice(at + 1)];
  });
  return Object.fromEntries(entries);
}

function routesOf(apis: readonly NamedApi[]): string {
  const keys = apis.flatMap(({ api }) => api.routes.map(routeKey));
  if (keys.length === 0) return 'The template has no routes.';
  const more = keys.length > 10 ? `, and ${keys.length - 10} more` : '';
  return `The template has ${keys.slice(0, 10).join(', ')}${more}.`;
}
