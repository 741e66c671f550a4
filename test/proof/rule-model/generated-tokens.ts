import fc from 'fast-check';
import type { Json, JsonObject } from './json-syntax';
import type { Token } from './model';

/** Prefers the first two values, so that rules and tokens often have the same. */
const preferFirst = <T>(...values: T[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...values.slice(0, 2)) }, fc.constantFrom(...values));

/** Names of claims. Some are inherited properties of objects, arrays or strings. */
export const name = preferFirst('a', 'b', '__proto__', 'constructor', 'toString', 'length', '0', 'a.b', 'é', 'e\u0301');

/** Strings that look like other strings, numbers, booleans or nothing. */
export const text = preferFirst(
  'x',
  '5',
  'X',
  'x ',
  '',
  '-0',
  'true',
  'null',
  'é',
  'e\u0301',
  'х',
  'x\u0000',
  '\ud800',
);

/** Numbers in JSON. JavaScript parses some of them to the same number, and two to infinite ones. */
const digits = preferFirst(
  '5',
  '0',
  '-0',
  '5.0',
  '0.5e1',
  '-5',
  '1e400',
  '-1e400',
  '1e-400',
  '9007199254740993',
  '4.9999999',
);

/** The names in tokens and in rules. */
export const SCOPES = ['x', 'orders:read', 'orders:reader'];
export const ORGANIZATIONS = ['org_1', 'org_2', 'org_x'];

const string = (value: string): Json => ({ type: 'string', value });
const number = (digits: string): Json => ({ type: 'number', digits });
const listOf = (item: fc.Arbitrary<Json>) =>
  fc.array(item, { maxLength: 3 }).map((items): Json => ({ type: 'list', items }));
const objectOf = (...members: fc.Arbitrary<[string, Json]>[]) =>
  fc.array(fc.oneof(...members), { maxLength: 4 }).map((some): JsonObject => ({ type: 'object', members: some }));

const scalar = fc.oneof(
  { weight: 2, arbitrary: text.map(string) },
  { weight: 3, arbitrary: digits.map(number) },
  fc.boolean().map((value): Json => ({ type: 'boolean', value })),
  fc.constant<Json>({ type: 'null' }),
);

const anyName = fc.oneof({ weight: 9, arbitrary: name }, fc.constant('')); // no rule can name a claim with an empty name
const value: fc.Arbitrary<Json> = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    { weight: 6, arbitrary: scalar },
    { weight: 3, arbitrary: listOf(scalar) },
    listOf(tie('tree')),
    { weight: 4, arbitrary: objectOf(fc.tuple(anyName, tie('tree'))) },
  ),
})).tree;

const id = fc.oneof(fc.constantFrom(...ORGANIZATIONS, '', 'ORG_1', 'org_1 ').map(string), value);
const scopeNames = fc.array(fc.constantFrom(...SCOPES, 'é', '', '\t'), { maxLength: 3 });
const separator = fc.constantFrom(' ', ' ', ',', '\t', '\u00a0');
const scopes = fc.tuple(scopeNames, separator).map(([some, between]) => string(some.join(between)));

/** Claims that the function interprets, well-formed and malformed. */
const known = {
  v: fc.oneof(fc.constantFrom('1', '2', '2', '2.0', '3').map(number), value),
  o: fc.oneof(objectOf(fc.tuple(fc.constant('id'), id), fc.tuple(name, value)), value),
  org_id: id,
  scope: fc.oneof(scopes, value),
  scp: fc.oneof(listOf(fc.constantFrom(...SCOPES).map(string)), value),
};
const knownMembers = Object.entries(known).map(([key, some]) => fc.tuple(fc.constant(key), some));

/** A token of any kind with any claims, some of them duplicated. */
export const token: fc.Arbitrary<Token> = fc.record({
  kind: fc.constantFrom('session', 'session', 'oauth', 'oauth', 'm2m', 'template'),
  claims: fc
    .array(fc.oneof({ weight: 8, arbitrary: fc.tuple(anyName, value) }, ...knownMembers), {
      minLength: 2,
      maxLength: 9,
    })
    .map((members): JsonObject => ({ type: 'object', members })),
});
