import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { warn } from '../diagnostics/diagnostics';
import { isUnknown } from '../policy/unknown-value';
import { acceptedAudience } from '../tokens/audience';
import { isLoopbackUrl } from '../tokens/frontend-api-url';
import { TokenKind } from '../tokens/token-kind';
import type { ProtectedResourceMetadata } from './protected-resource-metadata';

/** Warns about a resource on a loopback host. */
export function warnAboutResource(scope: Construct, { _options: { resource } }: ProtectedResourceMetadata): void {
  if (!isLoopbackUrl(resource)) return;
  warn(scope, 'ProtectedResourceMetadata.loopback', {
    what: "'resource' is on this machine, where API Gateway in AWS does not answer",
    got: resource,
    fix: 'write the URL of the API, or acknowledge this for an emulator',
  });
}

/**
 * Warns about the URL of a stage: clients look for the metadata at the root of the origin, outside of the stage. Returns
 * whether it is one.
 */
export function warnAboutStage(scope: Construct, { _options: { resource } }: ProtectedResourceMetadata): boolean {
  if (!JSON.stringify(Stack.of(scope).resolve(resource)).includes('.execute-api.')) return false;
  warn(scope, 'ProtectedResourceMetadata.stageUrl', {
    what: "'resource' is the URL of a stage, and clients look for its metadata outside of the stage, where it is not served",
    fix: "give the API a domain name, and write resource: 'https://mcp.example.com/mcp'",
  });
  return true;
}

/** Warns about a domain name that serves the API below a base path: clients look for the metadata above it. */
export function warnAboutBasePath(scope: Construct, basePath: string): void {
  if (basePath === '') return;
  warn(scope, 'ProtectedResourceMetadata.basePath', {
    what: 'a domain name serves the API below a base path, and clients look for its metadata at the root of the domain name, where it is not served',
    got: basePath,
    fix: 'map the API without a base path, or acknowledge this if all clients follow the challenge of ClerkGatewayResponses',
  });
}

/** The tokens that an authorizer accepts. */
export interface Accepted {
  readonly audience: string[];
  readonly tokenKinds?: TokenKind[];
}

/** Warns if clients that follow the metadata get tokens that the authorizer refuses: their login would never end. */
export function warnUnlessAccepted(
  scope: Construct,
  { _options: { resource } }: ProtectedResourceMetadata,
  { audience, tokenKinds = [TokenKind.SESSION] }: Accepted,
): void {
  if (!tokenKinds.includes(TokenKind.OAUTH)) {
    warn(scope, 'ProtectedResourceMetadata.tokenKinds', {
      what: 'clients that follow the metadata get OAuth access tokens, which the authorizer refuses',
      got: tokenKinds,
      fix: 'write tokenKinds: [TokenKind.OAUTH] for the authorizer, or add it to the kinds',
    });
  }
  if (isUnknown(resource) || isUnknown(audience) || audience.some(isUnknown)) return;
  if (acceptedAudience(audience).includes(resource)) return;
  warn(scope, 'ProtectedResourceMetadata.audience', {
    what: "'audience' of the authorizer does not contain the resource, which clients that follow the metadata get as `aud`",
    got: audience,
    fix: `write audience: ['${resource}']`,
  });
}
