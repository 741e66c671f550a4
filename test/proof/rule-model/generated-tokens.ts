import fc from 'fast-check';
import type { Written, WrittenObject } from './json-syntax';
import type { Token } from './model';

/** The first ones often, so that what a rule asks for and what a token holds meet. */
const favouring = <T>(...values: T[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...values.slice(0, 2)) }, fc.constantFrom(...values));

/** Of claims; among them whatever an object, a list or a text has without being told. */
export const name = favouring('a', 'b', '__proto__', 'constructor', 'toString', 'length', '0', 'a.b', 'é', 'e\u0301');

/** Texts that look like other texts, like numbers, like booleans and like nothing. */
export const text = favouring('x', '5', 'X', 'x ', '', '-0', 'true', 'null', 'é', 'e\u0301', 'х', 'x\u0000', '\ud800');

/** Of a number. JavaScript reads some of them as the same, and two as infinite. */
const digits = favouring(
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

/** Also those that a rule may name. */
export const SCOPES = ['x', 'orders:read', 'orders:reader', 'é'];
export const ORGANIZATIONS = ['org_1', 'org_2', 'org_x'];

const string = (value: string): Written => ({ type: 'string', value });
const number = (written: string): Written => ({ type: 'number', digits: written });
const listOf = (item: fc.Arbitrary<Written>) =>
  fc.array(item, { maxLength: 3 }).map((items): Written => ({ type: 'list', items }));
const objectOf = (...members: fc.Arbitrary<[string, Written]>[]) =>
  fc.array(fc.oneof(...members), { maxLength: 4 }).map((some): WrittenObject => ({ type: 'object', members: some }));

const scalar = fc.oneof(
  { weight: 2, arbitrary: text.map(string) },
  { weight: 3, arbitrary: digits.map(number) },
  fc.boolean().map((value): Written => ({ type: 'boolean', value })),
  fc.constant<Written>({ type: 'null' }),
);

const anyName = fc.oneof({ weight: 9, arbitrary: name }, fc.constant('')); // no rule can name a claim without a name
const value: fc.Arbitrary<Written> = fc.letrec<{ tree: Written }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    { weight: 6, arbitrary: scalar },
    { weight: 3, arbitrary: listOf(scalar) },
    listOf(tie('tree')),
    { weight: 4, arbitrary: objectOf(fc.tuple(anyName, tie('tree'))) },
  ),
})).tree;

const id = fc.oneof(fc.constantFrom(...ORGANIZATIONS, '', 'ORG_1', 'org_1 ').map(string), value);
const words = fc.array(fc.constantFrom(...SCOPES, '', '\t'), { maxLength: 3 });
const glue = fc.constantFrom(' ', ' ', ',', '\t', '\u00a0');
const scopes = fc.tuple(words, glue).map(([some, between]) => string(some.join(between)));

/** What the function reads on its own account, well and badly made. */
const known = {
  v: fc.oneof(fc.constantFrom('1', '2', '2', '2.0', '3').map(number), value),
  o: fc.oneof(objectOf(fc.tuple(fc.constant('id'), id), fc.tuple(name, value)), value),
  org_id: id,
  scope: fc.oneof(scopes, value),
  scp: fc.oneof(listOf(fc.constantFrom(...SCOPES).map(string)), value),
};
const knownMembers = Object.entries(known).map(([key, some]) => fc.tuple(fc.constant(key), some));

/** A token of any kind with any claims, some of them written twice. */
export const token: fc.Arbitrary<Token> = fc.record({
  kind: fc.constantFrom('session', 'session', 'oauth', 'oauth', 'm2m', 'template'),
  claims: fc
    .array(fc.oneof({ weight: 8, arbitrary: fc.tuple(anyName, value) }, ...knownMembers), {
      minLength: 2,
      maxLength: 9,
    })
    .map((members): WrittenObject => ({ type: 'object', members })),
});
