import type { Access, Api, ApiKind, ApiRoute } from '../../../src/access/api-route';

const ISSUER = 'https://sensible-skunk-49.clerk.accounts.dev';

export const OPEN: Access = { kind: 'open' };
export const SIGNED_IN: Access = { kind: 'jwt', authorizer: 'Jwt', requirement: { level: 'signedIn', issuer: ISSUER } };
export const OPTIONAL: Access = {
  kind: 'lambda',
  authorizer: 'Lambda',
  requirement: { level: 'optional', issuer: ISSUER },
};
export const IAM: Access = { kind: 'iam' };

export function rule(text: string, issuer = ISSUER): Access {
  return { kind: 'lambda', authorizer: 'Lambda', requirement: { level: 'rule', issuer, rule: text } };
}

/** A route by its key, such as `GET /orders`. Its back end is its own unless one is named. */
export function route(key: string, access: Access, extra: Partial<ApiRoute> = {}): ApiRoute {
  const [method, path] = key.includes(' ') ? key.split(' ') : ['', key];
  return { method, path, access, backEnd: `code of ${key}`, source: key, ...extra };
}

export function api(routes: ApiRoute[], kind: ApiKind = 'http', extra: Partial<Api> = {}): Api {
  return { kind, routes, authorizers: [], integrations: 0, directAccess: [], hidden: [], ...extra };
}
