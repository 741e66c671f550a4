import { Fn, Token } from 'aws-cdk-lib';
import type { ProtectedResourceMetadata } from './protected-resource-metadata';

/** @see https://www.rfc-editor.org/rfc/rfc9728#section-3 */
const WELL_KNOWN = '/.well-known/oauth-protected-resource';

/** The metadata is public, so it may be cached. */
export const METADATA_HEADERS = { 'cache-control': 'max-age=3600', 'access-control-allow-origin': '*' } as const;

/**
 * Renders the metadata as JSON that is also a mapping template of a REST API with the same output: `$` and `#`, the markup
 * of templates, are written as JSON escapes.
 */
export function metadataDocument({ _options: options }: ProtectedResourceMetadata, frontendApiUrl: string): string {
  const members: Record<string, string | string[] | undefined> = {
    resource: options.resource,
    authorization_servers: [frontendApiUrl],
    jwks_uri: `${frontendApiUrl}/.well-known/jwks.json`,
    scopes_supported: options.scopesSupported,
    bearer_methods_supported: ['header'],
    resource_name: options.resourceName,
    resource_documentation: options.resourceDocumentation,
    resource_policy_uri: options.resourcePolicyUri,
    resource_tos_uri: options.resourceTosUri,
  };
  const entries = Object.entries(members).flatMap(([name, value]) =>
    value === undefined ? [] : `"${name}":${typeof value === 'string' ? text(value) : list(value)}`,
  );
  return `{${entries.join()}}`;
}

/** Returns the paths of the metadata: the well-known path, and below it the path of the resource, which some clients try first. */
export function metadataPaths({ _options: { resource } }: ProtectedResourceMetadata): string[] {
  if (Token.isUnresolved(resource)) return [WELL_KNOWN, `${WELL_KNOWN}/{proxy+}`];
  const path = new URL(resource).pathname;
  return path === '/' ? [WELL_KNOWN] : [WELL_KNOWN, `${WELL_KNOWN}${path}`];
}

/** Returns the URL of the metadata, for the challenge. */
export function metadataUrl({ _options: { resource } }: ProtectedResourceMetadata): string {
  if (!Token.isUnresolved(resource)) {
    const { origin, pathname } = new URL(resource);
    return `${origin}${WELL_KNOWN}${pathname === '/' ? '' : pathname}`;
  }
  const parts = Fn.split('/', resource); // https:, nothing, host, …
  return `${Fn.select(0, parts)}//${Fn.select(2, parts)}${WELL_KNOWN}`;
}

function list(values: string[]): string {
  return Token.isUnresolved(values) ? `["${Fn.join('","', values)}"]` : `[${values.map(text).join()}]`;
}

function text(value: string): string {
  if (!Token.isUnresolved(value)) return JSON.stringify(value).replace(/[$#]/g, escaped);
  return `"${['$', '#'].reduce((rest, markup) => Fn.join(escaped(markup), Fn.split(markup, rest)), value)}"`;
}

function escaped(markup: string): string {
  return `\\u00${markup.charCodeAt(0).toString(16)}`;
}
