import { unsupported } from './reasons';

export type JsonObject = { readonly [name: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

export function isStringArray(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** An object, or the nothing for which API Gateway writes `null` or leaves it out. */
export function record(value: unknown): JsonObject {
  const object = value ?? {};
  return isObject(object) ? object : unsupported();
}

/** A property of the object itself; what it would inherit (`constructor`, `toString`) does not exist. */
export function own(object: JsonObject, name: string): unknown {
  return has(object, name) ? object[name] : undefined;
}

export function has(object: object, name: PropertyKey): boolean {
  return Object.hasOwn(object, name);
}

export function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value);
}
