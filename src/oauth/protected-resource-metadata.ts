import { checkNoSecrets } from '../diagnostics/check-no-secrets';
import { markCopy } from '../diagnostics/package-copy';
import { checkProps, checkSpelling, type PropTable } from '../diagnostics/prop-table';
import { checkLink, checkName, checkResource, checkScopesSupported } from './check-metadata';

/**
 * Options of `ProtectedResourceMetadata.of`.
 */
export interface ProtectedResourceMetadataOptions {
  /**
   * The URL of the API as clients use it, such as `https://mcp.example.com/mcp`. Clients compare it exactly.
   *
   * If it is known only at deployment its path is unknown, and the metadata is served at every path below
   * `/.well-known/oauth-protected-resource`.
   */
  readonly resource: string;

  /**
   * The scopes that a client may request, such as `openid`.
   *
   * @default - the metadata contains no scopes
   */
  readonly scopesSupported?: string[];

  /**
   * The name of the API that a consent screen shows to users.
   *
   * @default - no name
   */
  readonly resourceName?: string;

  /**
   * The `https://` URL of a page for developers.
   *
   * @default - no page
   */
  readonly resourceDocumentation?: string;

  /**
   * The `https://` URL of a page that describes how clients may use the data.
   *
   * @default - no page
   */
  readonly resourcePolicyUri?: string;

  /**
   * The `https://` URL of the terms of service.
   *
   * @default - no page
   */
  readonly resourceTosUri?: string;
}

const METADATA: PropTable<ProtectedResourceMetadataOptions> = {
  owner: 'ProtectedResourceMetadata.of()',
  types: {
    resource: 'own check',
    scopesSupported: 'own check',
    resourceName: 'own check',
    resourceDocumentation: 'own check',
    resourcePolicyUri: 'own check',
    resourceTosUri: 'own check',
  },
  hints: { scopes: "write scopesSupported: ['openid']", audience: "write resource: 'https://mcp.example.com/mcp'" },
};

/**
 * OAuth protected resource metadata: tells clients which authorization server issues tokens for an API, and its scopes.
 *
 * Clients look for it at the root of the API's origin. There a REST API has its stage (`/prod/…`), so it needs a custom
 * domain name, mapped without a base path.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9728
 */
export class ProtectedResourceMetadata {
  /**
   * Creates metadata with the Clerk instance as the authorization server.
   *
   * @param options the resource, its scopes and pages
   * @throws if `resource` or a page is not an `https://` URL that clients can use, `scopesSupported` is not a list of scopes,
   * or `resourceName` is empty
   */
  public static of(options: ProtectedResourceMetadataOptions): ProtectedResourceMetadata {
    checkProps(METADATA, options);
    checkSpelling(METADATA, options);
    checkNoSecrets(options);
    checkResource(options.resource);
    checkScopesSupported(options.scopesSupported);
    checkName(options.resourceName);
    checkLink('resourceDocumentation', options.resourceDocumentation);
    checkLink('resourcePolicyUri', options.resourcePolicyUri);
    checkLink('resourceTosUri', options.resourceTosUri);
    return new ProtectedResourceMetadata(options);
  }

  private constructor(/** @internal */ public readonly _options: ProtectedResourceMetadataOptions) {}
}

markCopy(ProtectedResourceMetadata);

export function isMetadata(value: unknown): boolean {
  return value instanceof ProtectedResourceMetadata;
}
