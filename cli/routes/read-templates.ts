import { existsSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { AccessReport } from '../../report/access-report';
import { readApps } from '../../report/read-apps';
import { readAssembly, readWithNested } from '../../report/read-assembly';
import { shown } from '../../report/read-json';
import type { NamedTemplate } from '../../report/template';
import { TemplateError } from '../../report/template-error';
import { withoutCircles } from '../../report/without-circles';
import { UsageError } from '../shared/usage-error';

/** Reads a template, or all templates of a directory such as `cdk.out` with those of its stages. */
export function readReport(path: string): AccessReport {
  if (!existsSync(path)) {
    throw new UsageError(`There is no file or directory ${shown(path)}: run cdk synth first, or name a template.`);
  }
  try {
    const apps = withoutCircles(() => readTemplates(path));
    if (apps.flat().length === 0) throw new UsageError(`There is no template in ${shown(path)}: run cdk synth first.`);
    return new AccessReport(readApps(apps));
  } catch (error) {
    throw error instanceof TemplateError ? new UsageError(error.message) : error;
  }
}

function readTemplates(path: string): NamedTemplate[][] {
  return statSync(path).isDirectory() ? readAssembly(path) : [readWithNested(dirname(path), basename(path), '')];
}
