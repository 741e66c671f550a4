import type { Requirement } from '../authorizer/route-table';
import { fail } from '../diagnostics/diagnostics';
import { REST_VERBS } from '../policy/policy-document';
import type { ClaimRule } from '../rules/claim-rule';

export type MethodRules = Readonly<Record<string, ClaimRule>>;

const KEY = new RegExp(`^(ANY|${REST_VERBS.join('|')}) (/\\S*)$`);

/** Fails on a key that is not a method and a path. */
export function checkMethodRules(rules: MethodRules): void {
  for (const key of Object.keys(rules)) {
    const [, method, path] = KEY.exec(key) ?? [];
    if (method && (path === '/' || !path.endsWith('/'))) continue;
    fail('RestAuthorizer.methodRule', {
      what: "'methodRules' is keyed by a method and the path of its resource, in capitals and one space apart",
      got: key,
      fix: `write '${corrected(key)}'`,
    });
  }
}

/** Renders the rules by route key. A request has one method, so a key becomes one for each method that it stands for. */
export function renderMethodRules(rules: MethodRules): Requirement[] {
  const keys = Object.keys(rules);
  return keys.flatMap((key) => verbsOf(key, rules).map((verb): Requirement => [`${verb} ${pathOf(key)}`, rules[key]]));
}

/** Returns the methods that a key stands for: HEAD goes with GET, and `ANY` is every method that no other key stands for. */
export function verbsOf(key: string, rules: MethodRules): string[] {
  const [method, path] = key.split(' ');
  const has = (verb: string) => Object.hasOwn(rules, `${verb} ${path}`);
  if (method === 'ANY') return REST_VERBS.filter((verb) => !has(verb) && !(verb === 'HEAD' && has('GET')));
  return method === 'GET' && !has('HEAD') ? ['GET', 'HEAD'] : [method];
}

export function pathOf(key: string): string {
  return key.slice(key.indexOf(' ') + 1);
}

function corrected(key: string): string {
  const [, method = 'GET', path = ''] = /^\s*([a-z]+\b)?\s*(.*?)\s*$/i.exec(key) ?? [];
  const verb = [...REST_VERBS, 'ANY'].find((it) => it === method.toUpperCase()) ?? 'GET';
  return `${verb} /${path.replace(/^\/+|\/+$/g, '').replace(/\s.*/, '')}`;
}
