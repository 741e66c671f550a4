import { fail } from '../diagnostics/diagnostics';
import { isScope } from '../policy/scope-syntax';
import { isUnknown } from '../policy/unknown-value';
import { isLoopbackUrl } from '../tokens/frontend-api-url';

/** Fails unless clients can find the metadata of `resource` and API Gateway can serve it. Unresolved tokens pass. */
export function checkResource(resource: string): void {
  if (isUnknown(resource)) return;
  const url = parse(resource);
  const problem = url ? problemOf(resource, url) : 'must be a URL';
  if (problem === undefined) return;
  fail('ProtectedResourceMetadata.resource', {
    what: `'resource' ${problem}`,
    ...(url?.username || url?.password ? {} : { got: resource }),
    fix: `write resource: '${url && isPath(withoutSlash(url.pathname)) ? canonical(url) : 'https://mcp.example.com/mcp'}'`,
  });
}

/** Fails unless `scopesSupported` is a list of scopes. Unresolved tokens pass. */
export function checkScopesSupported(scopes: string[] | undefined): void {
  if (scopes === undefined || isUnknown(scopes)) return;
  const isList = Array.isArray(scopes) && scopes.length > 0;
  if (isList && scopes.every(isScope)) return;
  fail('ProtectedResourceMetadata.scopes', {
    what: "'scopesSupported' must be a list of scopes without white space",
    got: scopes,
    fix: "write scopesSupported: ['openid', 'profile'], or remove it",
  });
}

export function checkName(name: string | undefined): void {
  if (name === undefined || (typeof name === 'string' && name.trim() !== '')) return;
  fail('ProtectedResourceMetadata.name', {
    what: "'resourceName' is shown to users and must not be empty",
    fix: "write resourceName: 'Orders', or remove it",
  });
}

export function checkLink(prop: string, link: string | undefined): void {
  if (link === undefined || isUnknown(link)) return;
  const url = parse(link);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackUrl(link))) return;
  fail('ProtectedResourceMetadata.link', {
    what: `'${prop}' must be the https:// URL of a page`,
    got: link,
    fix: `write ${prop}: 'https://example.com/docs', or remove it`,
  });
}

function problemOf(resource: string, url: URL): string | undefined {
  if (url.username || url.password) return 'must not hold credentials';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopbackUrl(resource))) {
    return 'must use https:// (http:// is for loopback hosts only)';
  }
  if (resource.includes('#')) return 'must not have a fragment';
  if (resource.includes('?')) return 'must not have a query, which API Gateway cannot match in a route';
  if (url.pathname !== '/' && url.pathname.endsWith('/')) return 'must not end with a slash after its path';
  if (!isPath(withoutSlash(url.pathname))) return 'must have a path of letters, digits, and - _ . : only';
  // Clients compare it as a string, some with the slash that URL parsers add to an origin.
  if (resource !== canonical(url) && resource !== `${canonical(url)}/`)
    return 'must be normalized as browsers normalize URLs';
  return undefined;
}

/** Whether REST APIs allow the path. HTTP APIs allow more characters. */
function isPath(path: string): boolean {
  return /^(\/[\w.:-]+)*$/.test(path);
}

function canonical(url: URL): string {
  return `${isLoopbackUrl(url.href) ? url.protocol : 'https:'}//${url.host}${withoutSlash(url.pathname)}`;
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}

function parse(text: unknown): URL | undefined {
  return typeof text === 'string' && /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
}
