import type { IncomingMessage } from 'node:http';
import { isObject } from '../../lambda/shared/json';
import { orUndefined } from '../../lambda/shared/or-undefined';
import { Refusal } from './refusal';

/** The fields of the page that are filled in, by name. */
export type Form = ReadonlyMap<string, string>;

/** JSON may need several bytes for one byte of the request body that the form contains. */
const MAX_BYTES = 512 * 1024;

/** Reads the fields from the body of a request, which is a JSON object of texts. The body of the API request stays as it is. */
export async function readForm(request: IncomingMessage): Promise<Form> {
  const text = await readBody(request);
  const json = orUndefined(() => JSON.parse(text));
  const fields = isObject(json) ? Object.entries(json) : [];
  if (!isObject(json) || !fields.every(isText)) throw new Refusal(400, 'The body is not a JSON object of texts.');
  const trimmed = fields.map(([name, value]) => [name, name === 'body' ? value : value.trim()] as const);
  return new Map(trimmed.filter(([, value]) => value !== ''));
}

function isText(field: [string, unknown]): field is [string, string] {
  return typeof field[1] === 'string';
}

/** Reads to the end, because a browser that is still sending does not see the answer. What is too much is dropped. */
async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= MAX_BYTES) chunks.push(chunk);
  }
  if (size > MAX_BYTES) throw new Refusal(413, `The body has more than ${MAX_BYTES} bytes.`);
  return Buffer.concat(chunks).toString();
}

/** Returns the token in the form, without `Bearer`. Empty if there is none. */
export function tokenOf(form: Form): string {
  return (form.get('token') ?? '').replace(/^(authorization:\s*)?bearer\s+/i, '');
}
