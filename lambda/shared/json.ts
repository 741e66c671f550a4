export type JsonObject = { readonly [name: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the value is a non-empty string. */
export function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

export function isStringArray(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** Returns an own property; inherited ones (`constructor`, `toString`) count as missing. */
export function own(object: JsonObject, name: string): unknown {
  return has(object, name) ? object[name] : undefined;
}

export function has(object: object, name: PropertyKey): boolean {
  return Object.hasOwn(object, name);
}

export function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value);
}
