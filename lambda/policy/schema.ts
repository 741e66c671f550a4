import { has, isFilled, isFiniteNumber, isObject, own } from '../shared/json';

/** Checks a JSON value and returns it with its type. Throws an error that names the invalid member `at` its path. */
export type Parser<T> = (value: unknown, at: string) => T;

/** An object of which only the type of its members is unknown. */
export type Members = Record<string, unknown>;

type Shape = Record<string, Parser<unknown>>;
type Parsed<S extends Shape> = { [Key in keyof S]: ReturnType<S[Key]> };

export function invalid(at: string, expected: string): never {
  throw new Error(`${at}: expected ${expected}`);
}

export const text: Parser<string> = (value, at) => (isFilled(value) ? value : invalid(at, 'a non-empty string'));

export const finite: Parser<number> = (value, at) => (isFiniteNumber(value) ? value : invalid(at, 'a finite number'));

export function oneOf<const T extends readonly unknown[]>(...choices: T): Parser<T[number]> {
  return (value, at) => (choices.includes(value) ? value : invalid(at, `one of ${choices.join(', ')}`));
}

/** Rejects empty lists: they would be ambiguous (allow all vs. allow none). */
export function listOf<T>(item: Parser<T>): Parser<T[]> {
  return (value, at) =>
    Array.isArray(value) && value.length > 0
      ? value.map((entry, index) => item(entry, `${at}[${index}]`))
      : invalid(at, 'a non-empty list');
}

export function optional<T>(parser: Parser<T>): Parser<T | undefined> {
  return (value, at) => (value === undefined ? undefined : parser(value, at));
}

/** Rejects members that are not in the shape. */
export function object<S extends Shape>(shape: S): Parser<Parsed<S>> {
  return (value, at) => {
    if (!isObject(value)) invalid(at, 'an object');
    const unknownMember = Object.keys(value).find((key) => !has(shape, key));
    if (unknownMember !== undefined) invalid(`${at}.${unknownMember}`, 'no such member');
    const entries = Object.entries(shape).map(([key, parser]) => {
      return [key, parser(own(value, key), `${at}.${key}`)];
    });
    return Object.fromEntries(entries) as Parsed<S>;
  };
}

export const members: Parser<Members> = (value, at) => (isObject(value) ? value : invalid(at, 'an object'));
