import { checkLink, checkName, checkResource, checkScopesSupported } from './check-metadata';

/**
 * Options of `ProtectedResourceMetadata.of`.
 */
export interface ProtectedResourceMetadataOptions {
  /**
   * The URL of the API as its users write it, such as `https://mcp.example.com/mcp`. Clients compare it exactly.
   *
   * It is best known at synthesis: of a URL that is not, the path cannot be told, and every path below
   * `/.well-known/oauth-protected-resource` answers.
   */
  readonly resource: string;

  /**
   * Scopes that a client may ask for, such as `openid`.
   *
   * @default - clients are not told
   */
  readonly scopesSupported?: string[];

  /**
   * Name of the API for people who read a consent screen.
   *
   * @default - no name
   */
  readonly resourceName?: string;

  /**
   * URL of a page for developers.
   *
   * @default - no page
   */
  readonly resourceDocumentation?: string;

  /**
   * URL of a page that says how clients may use the data.
   *
   * @default - no page
   */
  readonly resourcePolicyUri?: string;

  /**
   * URL of the terms of service.
   *
   * @default - no page
   */
  readonly resourceTosUri?: string;
}

/**
 * What an OAuth client is told about an API before it has a token: who issues tokens for it, and for which scopes.
 *
 * Clients look for it at the root of the API's origin. A REST API has its stage there (`/prod/…`), so it needs a domain
 * name of its own.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9728
 */
export class ProtectedResourceMetadata {
  /**
   * Metadata with Clerk as the authorization server.
   *
   * @throws if `resource` or a page is not an `https://` URL that clients can use, or a scope not one
   */
  public static of(options: ProtectedResourceMetadataOptions): ProtectedResourceMetadata {
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
