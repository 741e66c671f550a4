import { has, isFilled, isFiniteNumber, isObject, own } from '../shared/json';

/** Checks a piece of JSON and says where it is wrong. Everything that is not asked for is refused. */
export type Parser<T> = (value: unknown, at: string) => T;

type Shape = Record<string, Parser<unknown>>;
type Parsed<S extends Shape> = { [Key in keyof S]: ReturnType<S[Key]> };

export function mistake(at: string, expected: string): never {
  throw new Error(`${at}: expected ${expected}`);
}

export const text: Parser<string> = (value, at) => (isFilled(value) ? value : mistake(at, 'text'));

export const finite: Parser<number> = (value, at) => (isFiniteNumber(value) ? value : mistake(at, 'a finite number'));

export function oneOf<const T extends readonly unknown[]>(...choices: T): Parser<T[number]> {
  return (value, at) => (choices.includes(value) ? value : mistake(at, `one of ${choices.join(', ')}`));
}

/** At least one item: an empty list would mean "nothing is asked for" here and "nothing will do" there. */
export function listOf<T>(item: Parser<T>): Parser<T[]> {
  return (value, at) =>
    Array.isArray(value) && value.length > 0
      ? value.map((entry, index) => item(entry, `${at}[${index}]`))
      : mistake(at, 'a filled list');
}

export function optional<T>(parser: Parser<T>): Parser<T | undefined> {
  return (value, at) => (value === undefined ? undefined : parser(value, at));
}

/** An object with these members and no others. */
export function object<S extends Shape>(shape: S): Parser<Parsed<S>> {
  return (value, at) => {
    if (!isObject(value)) mistake(at, 'an object');
    const stranger = Object.keys(value).find((key) => !has(shape, key));
    if (stranger !== undefined) mistake(`${at}.${stranger}`, 'no such member');
    const entries = Object.entries(shape).map(([key, parser]) => {
      return [key, parser(own(value, key), `${at}.${key}`)];
    });
    return Object.fromEntries(entries) as Parsed<S>;
  };
}
