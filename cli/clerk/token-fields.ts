import { isObject } from '../../lambda/shared/json';
import { orUndefined } from '../../lambda/shared/or-undefined';
import { UsageError } from '../shared/usage-error';
import type { Form } from './form';

/** Returns the texts that commas or spaces separate. */
export function list(text = ''): string[] {
  return text.split(/[\s,]+/).filter((item) => item !== '');
}

/** Returns the time of issue of a token with the age in the form, in seconds since 1970. */
export function issuedAt(form: Form): number {
  const age = form.get('age') ?? '0';
  if (!/^\d{1,9}$/.test(age)) throw new UsageError('The age is a number of seconds, such as 0 or 120.');
  return Math.floor(Date.now() / 1000) - Number(age);
}

/** Returns the claims that are given, and the custom claims of the form, which override them. */
export function claimsOf(form: Form, claims: Record<string, unknown>): Record<string, unknown> {
  const given = Object.entries(claims).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), ...objectOf(form, 'claims', 'The custom claims are') };
}

/** Returns the JSON object in a field. Undefined if the field is empty. */
export function objectOf(form: Form, field: string, subject: string): Record<string, unknown> | undefined {
  const text = form.get(field);
  if (text === undefined) return undefined;
  const value: unknown = orUndefined(() => JSON.parse(text));
  if (!isObject(value)) throw new UsageError(`${subject} a JSON object, such as {"role":"admin"}.`);
  return value;
}
