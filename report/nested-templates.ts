import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { readJson } from './read-json';
import type { TemplateResource } from './template';

interface AssetManifest {
  readonly files?: Readonly<Record<string, { readonly source?: { readonly path?: string } }>>;
}

/**
 * Returns the file of the template of each nested stack, by logical id. The URL of the template contains the hash of the file,
 * which a manifest of assets in the same directory maps to the name of the file.
 */
export function nestedTemplates(
  directory: string,
  resources: Readonly<Record<string, TemplateResource>>,
): Record<string, string> {
  const stacks = Object.entries(resources).filter(([, resource]) => resource?.Type === 'AWS::CloudFormation::Stack');
  if (stacks.length === 0) return {};
  const files = filesByHash(directory);
  const nested = stacks.flatMap(([id, { Properties, Metadata }]) => {
    const [hash = ''] = /[0-9a-f]{64}/.exec(JSON.stringify(Properties?.TemplateURL) ?? '') ?? [];
    const path = files.get(hash) ?? Metadata?.['aws:asset:path'];
    return typeof path === 'string' ? [[id, basename(path)] as const] : [];
  });
  return Object.fromEntries(nested);
}

function filesByHash(directory: string): Map<string, string> {
  const manifests = readdirSync(directory).filter((file) => file.endsWith('.assets.json'));
  const entries = manifests.flatMap((file) => Object.entries((readJson(directory, file) as AssetManifest).files ?? {}));
  return new Map(entries.flatMap(([hash, { source }]) => (source?.path ? [[hash, source.path] as const] : [])));
}
