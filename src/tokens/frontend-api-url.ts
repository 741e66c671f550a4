import type { IConstruct } from 'constructs';
import { fail, warnOnce } from '../diagnostics/diagnostics';
import type { DiagnosticId } from '../diagnostics/registry';
import { containsSecret } from '../diagnostics/secrets';
import { LOOPBACK } from '../policy/policy-document';
import { isUnknown } from '../policy/unknown-value';

const EXAMPLE = 'https://sensible-skunk-49.clerk.accounts.dev';
const COPY_IT = `${line(EXAMPLE)}, copied from the Clerk Dashboard > Configure > API keys > Frontend API URL`;
const ISS = 'what the claim `iss` of a session token says; await session.getToken() in the front end returns one';

/**
 * Fails unless `value` is exactly what Clerk writes into `iss`: API Gateway and the function compare the two as strings.
 * Unresolved tokens pass, because their value is not known at synthesis.
 */
export function checkFrontendApiUrl(value: string): void {
  if (isUnknown(value)) return;
  const refuse: (slug: Slug, what: string, fix: string) => never = (slug, what, fix) =>
    fail(`FrontendApiUrl.${slug}`, { what: `'frontendApiUrl' ${what}`, got: value, fix: `write ${fix}` });

  if (typeof value !== 'string' || value.trim() === '') refuse('missing', 'is required', COPY_IT);
  checkNotAKey(value);
  const url = parse(value);
  if (!url) refuse('malformed', 'must be a URL', COPY_IT);
  const fix = isProxy(url) ? ISS : line(corrected(url));
  if (url.username || url.password) {
    fail('FrontendApiUrl.credentials', { what: "'frontendApiUrl' must not hold credentials", fix: `write ${fix}` });
  }
  if (!hasScheme(value)) refuse('noScheme', 'must start with https://', fix);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) {
    refuse('notHttps', 'must use https:// (http:// is for loopback hosts only)', fix);
  }
  if (!isLoopback(url)) {
    if (/^((api|dashboard|www)\.)?clerk\.(com|dev)$/.test(url.hostname)) {
      refuse('clerkHost', 'must be the URL of your own Clerk instance', COPY_IT);
    }
    const api = frontendApiOfPortal(url.hostname);
    if (api) refuse('accountPortal', 'must be the Frontend API, not the Account Portal', line(api));
    if (!/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]\.?$/.test(url.hostname)) {
      refuse('host', 'must name a public host', COPY_IT);
    }
    if (url.port) refuse('port', 'must not have a port', fix);
  }
  if (url.pathname.startsWith('/.well-known/')) {
    refuse('wellKnown', 'must be the instance itself, not its keys or its discovery document', fix);
  }
  if (/[?#]/.test(value)) refuse('query', 'must not have a query or a fragment', fix);
  if (url.pathname !== '/')
    refuse('path', 'must not have a path: it is the issuer of the tokens, and not a proxy of the Frontend API', fix);
  if (value.endsWith('/')) refuse('trailingSlash', "must not end with a slash, because Clerk's `iss` does not", fix);
  if (value !== corrected(url)) refuse('spelling', 'must be spelled exactly as Clerk spells `iss`', fix);
}

/** Whether it may be the address of a proxy. Its host is then no issuer, unless it is named as Clerk names one. */
function isProxy({ hostname, pathname }: URL): boolean {
  if (pathname === '/' || pathname.startsWith('/.well-known/')) return false;
  return !hostname.startsWith('clerk.') && !hostname.endsWith('.clerk.accounts.dev');
}

/** Whether the URL is on a loopback host, as a local stand-in for Clerk is. API Gateway in AWS cannot reach it. */
export function isLoopbackUrl(value: string): boolean {
  const url = isUnknown(value) ? undefined : parse(value);
  return url !== undefined && isLoopback(url);
}

/** Warns about a URL on a loopback host. */
export function warnIfLoopback(scope: IConstruct, frontendApiUrl: string): void {
  if (!isLoopbackUrl(frontendApiUrl)) return;
  warnOnce(scope, 'FrontendApiUrl.loopback', {
    what: "'frontendApiUrl' is on this machine, where API Gateway in AWS cannot reach it",
    got: frontendApiUrl,
    fix: 'deploy with the Frontend API URL of a Clerk instance, or acknowledge this for an emulator',
  });
}

function checkNotAKey(value: string): void {
  if (containsSecret(value)) {
    fail('FrontendApiUrl.secretKey', {
      what: "'frontendApiUrl' contains a Clerk secret key, which is not needed anywhere",
      fix: `write ${COPY_IT}, and rotate the key`,
    });
  }
  if (!/^\s*pk_/.test(value)) return;
  const host = Buffer.from(value.trim().split('_')[2] ?? '', 'base64').toString('utf8');
  fail('FrontendApiUrl.publishableKey', {
    what: "'frontendApiUrl' must be a URL, not a publishable key",
    got: value,
    fix: `write ${/^([a-z0-9-]+\.)+[a-z]+\$$/.test(host) ? line(`https://${host.slice(0, -1)}`) : COPY_IT}`,
  });
}

/** Returns the Frontend API URL of the instance with this Account Portal: `x.accounts.dev` or `accounts.example.com`. */
function frontendApiOfPortal(host: string): string | undefined {
  const development = /^([a-z0-9-]+)\.accounts\.dev$/.exec(host);
  if (development) return `https://${development[1]}.clerk.accounts.dev`;
  return host.startsWith('accounts.') ? `https://clerk.${host.slice('accounts.'.length)}` : undefined;
}

function hasScheme(value: string): boolean {
  return /^\s*[a-z][a-z0-9+.-]*:\/\//i.test(value);
}

function parse(value: string): URL | undefined {
  const text = hasScheme(value) ? value.trim() : `https://${value.trim()}`;
  return URL.canParse(text) && new URL(text).hostname ? new URL(text) : undefined;
}

function isLoopback(url: URL): boolean {
  return LOOPBACK.test(url.hostname);
}

function corrected(url: URL): string {
  return isLoopback(url) ? `${url.protocol}//${url.host}` : `https://${url.hostname.replace(/\.$/, '')}`;
}

function line(url: string): string {
  return `frontendApiUrl: '${url}'`;
}

type Slug = DiagnosticId extends infer Id ? (Id extends `FrontendApiUrl.${infer S}` ? S : never) : never;
