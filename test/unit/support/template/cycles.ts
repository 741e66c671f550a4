import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';

interface Template {
  readonly Resources?: Record<string, object>;
  readonly Outputs?: Record<string, { readonly Export?: { readonly Name: string } }>;
}

/** The templates of an app by file name, those of nested stacks included. */
export type Templates = Record<string, Template>;

/** Nodes by name, each with the names of those that it needs first. */
type Graph = Map<string, string[]>;

export function templatesOf(app: App): Templates {
  const { directory } = app.synth();
  const files = readdirSync(directory).filter((file) => file.endsWith('.template.json'));
  return Object.fromEntries(files.map((file) => [file, JSON.parse(readFileSync(join(directory, file), 'utf8'))]));
}

/** Resources, and stacks, that need one another, so that CloudFormation can create none of them first. */
export function cyclesOf(templates: Templates): string[][] {
  return [...Object.values(templates).map(resourceGraph), stackGraph(templates)].flatMap(cyclesIn);
}

/** The names of the values that a template imports from other stacks. */
export function importsOf(template: object): string[] {
  return argumentsOf(template, 'Fn::ImportValue').map(String);
}

/** The names of the values that a template exports for other stacks. */
export function exportsOf({ Outputs = {} }: Template): string[] {
  return Object.values(Outputs).flatMap(({ Export }) => Export?.Name ?? []);
}

function resourceGraph({ Resources = {} }: Template): Graph {
  const needs = (resource: object) => [
    ...argumentsOf(resource, 'Ref').map(String),
    ...argumentsOf(resource, 'Fn::GetAtt').map((attribute) => String((attribute as string[])[0])),
    ...argumentsOf(resource, 'DependsOn').flat().map(String),
  ];
  return new Map(Object.entries(Resources).map(([id, resource]) => [id, needs(resource)]));
}

function stackGraph(templates: Templates): Graph {
  const exporters = Object.entries(templates).flatMap(([file, template]) =>
    exportsOf(template).map((name): [string, string] => [name, file]),
  );
  const exporterOf = new Map(exporters);
  return new Map(
    Object.entries(templates).map(([file, template]) => [
      file,
      importsOf(template).map((name) => exporterOf.get(name) ?? ''),
    ]),
  );
}

function argumentsOf(value: unknown, name: string): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, argument]) => (key === name ? [argument] : argumentsOf(argument, name)));
}

/** Takes away what needs nothing that is left, until nothing changes. What is left then needs one another. */
function cyclesIn(graph: Graph): string[][] {
  const left = new Map(graph);
  for (;;) {
    const free = [...left].filter(([, needs]) => !needs.some((it) => left.has(it)));
    if (free.length === 0) return left.size > 0 ? [[...left.keys()]] : [];
    for (const [id] of free) left.delete(id);
  }
}
