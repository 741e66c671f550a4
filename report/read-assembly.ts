import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { nestedTemplates } from './nested-templates';
import { readJson } from './read-json';
import { asTemplate, type NamedTemplate } from './template';

/** The list of the artifacts in a cloud assembly. */
const MANIFEST = 'manifest.json';

/** CDK leaves out `Resources` of a stack that has none. It is not deployed, but others may refer to its parameters. */
const EMPTY_STACK = { Resources: {} };

/** Reads the stacks of a cloud assembly. Each assembly inside is an app of its own, as export names hold for one account. */
export function readAssembly(directory: string): NamedTemplate[][] {
  const stacks = readStacks(directory);
  const stages = Object.values(artifactsOf(directory)).flatMap(({ type, properties }) =>
    type === 'cdk:cloud-assembly' ? readAssembly(join(directory, basename(String(properties?.directoryName)))) : [],
  );
  return stacks.length > 0 ? [stacks, ...stages] : stages;
}

/** Reads the stacks of a cloud assembly without those of its stages. */
export function readStacks(directory: string): NamedTemplate[] {
  return Object.entries(artifactsOf(directory)).flatMap(([name, { type, properties }]) =>
    type === 'aws:cloudformation:stack'
      ? readWithNested(directory, String(properties?.templateFile), name, EMPTY_STACK)
      : [],
  );
}

export function isAssembly(directory: string): boolean {
  return existsSync(join(directory, MANIFEST));
}

/** Reads a template, and those of its nested stacks, which are files beside it. */
export function readWithNested(directory: string, file: string, name: string, defaults = {}): NamedTemplate[] {
  const template = asTemplate({ ...defaults, ...readJson(directory, file) });
  const nested = nestedTemplates(directory, template.Resources);
  const children = Object.values(nested).flatMap((child) => readWithNested(directory, child, child));
  return [{ name, template, nested }, ...children];
}

interface Artifact {
  readonly type?: string;
  readonly properties?: Record<string, unknown>;
}

/** Returns the artifacts that the manifest lists, or a stack for each template in a directory without one. */
function artifactsOf(directory: string): Record<string, Artifact> {
  if (isAssembly(directory)) {
    const { artifacts } = readJson(directory, MANIFEST) as { artifacts?: Record<string, Artifact> };
    return artifacts ?? {};
  }
  const files = readdirSync(directory).filter((file) => /(?<!\.nested)\.template\.json$/.test(file));
  const stackOf = (templateFile: string) => ({ type: 'aws:cloudformation:stack', properties: { templateFile } });
  return Object.fromEntries(files.map((file) => [file.replace('.template.json', ''), stackOf(file)]));
}
