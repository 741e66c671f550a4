import { Fn } from 'aws-cdk-lib';
import { isDeployTimeValue, isUnknown } from '../policy/unknown-value';
import type { ProtectedResourceMetadata } from './protected-resource-metadata';

/** @see https://www.rfc-editor.org/rfc/rfc9728#section-3 */
const WELL_KNOWN = '/.well-known/oauth-protected-resource';

/** The metadata is public, so it may be cached. */
export const METADATA_HEADERS = { 'cache-control': 'max-age=3600', 'access-control-allow-origin': '*' } as const;

export type MetadataDocument = Readonly<Record<string, string | string[] | undefined>>;

/** Returns the members of the metadata. */
export function metadataDocument(
  { _options: options }: ProtectedResourceMetadata,
  frontendApiUrl: string,
): MetadataDocument {
  return {
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
}

/** Whether the whole document is known at synth. Other values must not be pasted into JSON or into a mapping template. */
export function isKnownAtSynth(document: MetadataDocument): boolean {
  return Object.values(document).every((value) => !isDeployTimeValue(value) && ![value].flat().some(isDeployTimeValue));
}

/**
 * Renders a document that is known at synth as JSON that is also a mapping template of a REST API with the same output:
 * `$` and `#`, the markup of templates, are written as JSON escapes.
 */
export function metadataTemplate(document: MetadataDocument): string {
  return JSON.stringify(document).replace(/[$#]/g, (markup) => `\\u00${markup.charCodeAt(0).toString(16)}`);
}

/** Returns the paths of the metadata: the well-known path, and below it the path of the resource, which some clients try first. */
export function metadataPaths({ _options: { resource } }: ProtectedResourceMetadata): string[] {
  if (isUnknown(resource)) return [WELL_KNOWN, `${WELL_KNOWN}/{proxy+}`];
  const path = new URL(resource).pathname;
  return path === '/' ? [WELL_KNOWN] : [WELL_KNOWN, `${WELL_KNOWN}${path}`];
}

/** Returns the URL of the metadata, for the challenge. The API is served below the base path, such as `/v1`, or empty. */
export function metadataUrl({ _options: { resource } }: ProtectedResourceMetadata, basePath: string): string {
  if (!isUnknown(resource)) {
    const { origin, pathname } = new URL(resource);
    return `${origin}${basePath}${WELL_KNOWN}${pathname === '/' ? '' : pathname}`;
  }
  const parts = Fn.split('/', resource); // https:, nothing, host, …
  return `${Fn.select(0, parts)}//${Fn.select(2, parts)}${basePath}${WELL_KNOWN}`;
}
