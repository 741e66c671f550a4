import fc from 'fast-check';
import { TOKENS } from './tokens';

/** A change of one member of a document. */
export interface Edit {
  /** The index of the member in the document. */
  readonly at: number;
  readonly how: 'replace' | 'remove' | 'add';
  readonly name: string;
  readonly value: unknown;
}

const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', 'version', 'packed', 'd', '0', ''];

/** Limited in depth, because the test itself would exhaust its stack. */
const deep = fc
  .tuple(fc.integer({ min: 1, max: 500 }), fc.constantFrom(['[', ']'], ['{"a":', '}']))
  .map(([depth, [open, close]]) => JSON.parse(`${open.repeat(depth)}1${close.repeat(depth)}`));

/** Values that often break parsers: other types, inherited names, binary, long and deeply nested values. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(null, '', [], {}, [[]], 0, -0, 1.5, true, false, 'null', 2 ** 53),
  fc.constantFrom('{"__proto__":{"isAuthorized":true}}', '{"toString":1,"valueOf":1}').map((text) => JSON.parse(text)),
  fc.constantFrom(...NAMES),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer({ min: 0, max: 10_000 }).map((length) => 'x'.repeat(length)),
  deep,
);

/** Hostile values and tokens, for the parts of an event that a caller controls. */
export const hostileFromCaller: fc.Arbitrary<unknown> = fc.oneof(
  hostile,
  fc.constantFrom(...TOKENS),
  fc.subarray([...TOKENS], { maxLength: 3 }).map((tokens) => tokens.map((token) => `Bearer ${token}`)),
);

/** Generates up to three edits. */
export function edits(value = hostile): fc.Arbitrary<Edit[]> {
  const how = fc.constantFrom<Edit['how']>('replace', 'replace', 'remove', 'add');
  const name = fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 8 }));
  return fc.array(fc.record({ at: fc.nat(1000), how, name, value }), { maxLength: 3 });
}

/** A copy of a document with some of its members replaced, removed or added, at any depth. */
export function applyEdits(document: unknown, changes: Edit[]): unknown {
  const root = { document: structuredClone(document) };
  for (const { at, how, name, ...change } of changes) {
    const value = structuredClone(change.value); // several edits may share the same object
    const places = placesOf(root);
    const [holder, key] = places[at % places.length];
    if (how === 'replace') set(holder, key, value);
    else if (how === 'add') set(holder, Array.isArray(holder) ? String(holder.length) : name, value);
    else if (holder !== root) Reflect.deleteProperty(holder, key);
  }
  return root.document;
}

function placesOf(root: object): [object, string][] {
  const places: [object, string][] = [];
  const rest = [root];
  for (let holder = rest.pop(); holder; holder = rest.pop()) {
    for (const [key, value] of Object.entries(holder)) {
      places.push([holder, key]);
      if (typeof value === 'object' && value) rest.push(value);
    }
  }
  return places;
}

/** Sets a member like JSON.parse, where `__proto__` has no special meaning. */
function set(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, configurable: true, enumerable: true, writable: true });
}
