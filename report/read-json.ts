import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../lambda/shared/json';
import { TemplateError } from './template-error';

/** CloudFormation accepts templates of 1 MB; an answer of the AWS CLI is longer, since it is indented. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Reads a JSON object. */
export function readJson(directory: string, file: string): Record<string, unknown> {
  const path = join(directory, file);
  if (!existsSync(path)) throw new TemplateError(`There is no file ${shown(path)}.`);
  if (statSync(path).size > MAX_BYTES) throw new TemplateError(`${shown(path)} is too large for a template.`);
  try {
    const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (isObject(json)) return json;
  } catch {
    // The message of the parser repeats a part of the file.
  }
  throw new TemplateError(
    `${shown(path)} is not a template in JSON, as cdk synth and aws cloudformation get-template write it.`,
  );
}

/** Writes a path for a message. A token that was pasted in its place is not repeated. */
export function shown(path: string): string {
  return path.length > 200 || /eyJ/.test(path) ? 'of that name' : path;
}
