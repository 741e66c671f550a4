import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { warn } from '../diagnostics/diagnostics';
import { isLoopbackUrl } from '../tokens/frontend-api-url';
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

/** Warns about the URL of a stage: clients look for the metadata at the root of the origin, outside of the stage. */
export function warnAboutStage(scope: Construct, { _options: { resource } }: ProtectedResourceMetadata): void {
  if (!JSON.stringify(Stack.of(scope).resolve(resource)).includes('.execute-api.')) return;
  warn(scope, 'ProtectedResourceMetadata.stageUrl', {
    what: "'resource' is the URL of a stage, and clients look for its metadata outside of the stage, where it is not served",
    fix: "give the API a domain name, and write resource: 'https://mcp.example.com/mcp'",
  });
}
