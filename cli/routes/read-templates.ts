import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AccessReport } from '../../report/access-report';
import { readApps } from '../../report/read-apps';
import { asTemplate, type NamedTemplate } from '../../report/template';
import { TemplateError } from '../../report/template-error';
import { UsageError } from '../shared/usage-error';
import { nestedTemplates } from './nested-templates';
import { readJson, shown } from './read-json';

/** Reads a template, or all templates of a directory such as `cdk.out` with those of its stages. */
export function readReport(path: string): AccessReport {
  if (!existsSync(path)) {
    throw new UsageError(`There is no file or directory ${shown(path)}: run cdk synth first, or name a template.`);
  }
  const apps = statSync(path).isDirectory() ? readAssembly(path) : [readWithNested(dirname(path), basename(path), '')];
  if (apps.flat().length === 0) throw new UsageError(`There is no template in ${shown(path)}: run cdk synth first.`);
  return withoutTrace(() => new AccessReport(readApps(apps)));
}

/** Reads the stacks of a cloud assembly. Each assembly inside is an app of its own, as export names hold for one account. */
function readAssembly(directory: string): NamedTemplate[][] {
  const artifacts = Object.entries(artifactsOf(directory));
  const stacks = artifacts.flatMap(([name, { type, properties }]) =>
    type === 'aws:cloudformation:stack' ? readWithNested(directory, String(properties?.templateFile), name) : [],
  );
  const stages = artifacts.flatMap(([, { type, properties }]) =>
    type === 'cdk:cloud-assembly' ? readAssembly(join(directory, basename(String(properties?.directoryName)))) : [],
  );
  return stacks.length > 0 ? [stacks, ...stages] : stages;
}

interface Artifact {
  readonly type?: string;
  readonly properties?: Record<string, unknown>;
}

/** The artifacts that the manifest lists, or a stack for each template in a directory without one. */
function artifactsOf(directory: string): Record<string, Artifact> {
  if (existsSync(join(directory, 'manifest.json'))) {
    const { artifacts } = readJson(directory, 'manifest.json') as { artifacts?: Record<string, Artifact> };
    return artifacts ?? {};
  }
  const files = readdirSync(directory).filter((file) => /(?<!\.nested)\.template\.json$/.test(file));
  const stackOf = (templateFile: string) => ({ type: 'aws:cloudformation:stack', properties: { templateFile } });
  return Object.fromEntries(files.map((file) => [file.replace('.template.json', ''), stackOf(file)]));
}

/** Reads a template, and those of its nested stacks, which are files beside it. */
function readWithNested(directory: string, file: string, name: string): NamedTemplate[] {
  const template = withoutTrace(() => asTemplate(readJson(directory, file)));
  const nested = nestedTemplates(directory, template.Resources);
  const children = Object.values(nested).flatMap((child) => readWithNested(directory, child, child));
  return [{ name, template, nested }, ...children];
}

function withoutTrace<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof TemplateError ? new UsageError(error.message) : error;
  }
}
