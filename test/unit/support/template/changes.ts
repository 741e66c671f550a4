import type { Stack } from 'aws-cdk-lib';
import { newStack, templateOf } from '../stack';
import type { CfnTemplate, Resource } from './intrinsics';

/** What a deployment does to the resources of a stack. Each is written as its type and its logical id without the hash. */
export interface Changes {
  readonly added: string[];
  readonly removed: string[];
  /** Resources of the same logical id with the properties that change: `Authorizer ApiClerk: Name`. */
  readonly updated: string[];
  /** Names and route keys that an added and a removed resource have both. API Gateway refuses the second, which comes first. */
  readonly collisions: string[];
}

/** Compares two versions of an app, as CloudFormation does: by logical id. */
export function changesBetween(before: (stack: Stack) => void, after: (stack: Stack) => void): Changes {
  const [old, next] = [resourcesOf(before), resourcesOf(after)];
  const removed = Object.keys(old).filter((id) => !next[id]);
  const added = Object.keys(next).filter((id) => !old[id]);
  const kept = Object.keys(next).filter((id) => old[id]);
  return {
    added: added.map((id) => nameOf(id, next[id])).sort(),
    removed: removed.map((id) => nameOf(id, old[id])).sort(),
    updated: kept.flatMap((id) => {
      const properties = differences(old[id], next[id]);
      return properties.length > 0 ? [`${nameOf(id, next[id])}: ${properties.join(', ')}`] : [];
    }),
    collisions: removed.flatMap((id) => {
      const key = keyOf(old[id]);
      return key !== undefined && added.some((it) => keyOf(next[it]) === key) ? [key] : [];
    }),
  };
}

function resourcesOf(build: (stack: Stack) => void): CfnTemplate['Resources'] {
  const stack = newStack();
  build(stack);
  return templateOf(stack).Resources;
}

function nameOf(id: string, { Type }: Resource): string {
  return `${Type.split('::').at(-1)} ${id.replace(/[0-9A-F]{8}$/, '')}`;
}

function differences(old: Resource, next: Resource): string[] {
  const names = new Set([...Object.keys(old.Properties ?? {}), ...Object.keys(next.Properties ?? {})]);
  return [...names].filter(
    (name) => JSON.stringify(old.Properties?.[name]) !== JSON.stringify(next.Properties?.[name]),
  );
}

/** What must be unique in an API: the key of a route, the name of an authorizer. */
function keyOf({ Type, Properties }: Resource): string | undefined {
  if (Type.endsWith('::Route')) return Properties.RouteKey;
  return Type.endsWith('::Authorizer') ? Properties.Name : undefined;
}
