import { nestedTemplates } from './nested-templates';
import { isAssembly, readStacks, readWithNested } from './read-assembly';
import type { NamedTemplate, Template } from './template';

/** The name of the template that an app is read for. Its ids stay as they are, since they have no name in front of them. */
export const MAIN = '';

/**
 * Reads the templates that pass values to a template: those of its nested stacks, and the other stacks of its cloud assembly.
 * Files that the directory does not have are left out.
 */
export function readApp(template: Template, directory: string): NamedTemplate[] {
  const nested = nestedTemplates(directory, template.Resources);
  const children = Object.values(nested).flatMap((child) => readWithNested(directory, child, child));
  const others = isAssembly(directory) ? readStacks(directory) : [];
  const text = JSON.stringify(template);
  const self = others.find((other) => JSON.stringify(other.template) === text)?.name;
  const rename = (name: string) => (name === self ? MAIN : name);
  const renamed = others.map((other) => ({
    ...other,
    name: rename(other.name),
    nested: Object.fromEntries(Object.entries(other.nested ?? {}).map(([id, name]) => [id, rename(name)])),
  }));
  const all = [...renamed, ...children, { name: MAIN, template, nested }];
  return [...new Map(all.map((named) => [named.name, named])).values()];
}

/** Returns the names of a template and of the templates of its nested stacks. */
export function namesWithNested(templates: readonly NamedTemplate[], name: string): string[] {
  const nested = templates.find((template) => template.name === name)?.nested ?? {};
  return [name, ...Object.values(nested).flatMap((child) => namesWithNested(templates, child))];
}
