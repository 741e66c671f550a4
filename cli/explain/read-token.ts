import { OPAQUE } from '../../lambda/token/jws';
import type { Io } from '../shared/io';
import { UsageError } from '../shared/usage-error';
import type { ExplainValues } from './options';
import { readFile } from './read-file';

/** API Gateway accepts headers of 10 KB in total. */
const MAX_BYTES = 64 * 1024;

/** The parts of a JWT. They may be empty or malformed: that is explained. */
const THREE_PARTS = /^[^\s.]+\.[^\s.]*\.[^\s.]*$/;

/** Returns the token, with or without `Bearer`, as it stands in an `Authorization` header. */
export async function readToken(values: ExplainValues, positionals: readonly string[], io: Io): Promise<string> {
  const given = [positionals[0], values.header, values['token-file']].filter((it) => it !== undefined);
  if (positionals.length > 1 || given.length > 1) throw new UsageError('Give one token, in one way.');
  const credentials = (await readCredentials(values, positionals[0], io)).trim().replace(/^authorization:\s*/i, '');
  const token = credentials.replace(/^bearer\s+/i, '');
  if (token === '') {
    throw new UsageError('There is no token: pipe it in, as in: pbpaste | npx cdk-clerk-authorizer explain …');
  }
  if (THREE_PARTS.test(token) || OPAQUE.test(token)) return credentials;
  throw new UsageError('The input is not a token: a JWT has three parts that are separated by dots.');
}

async function readCredentials(values: ExplainValues, argument: string | undefined, io: Io): Promise<string> {
  if (values['token-file'] !== undefined) return readFile(values['token-file'], '--token-file', MAX_BYTES);
  const visible = argument ?? values.header;
  if (visible === undefined) return (await io.readInput(MAX_BYTES)) ?? '';
  io.warn('The token is now in the history of your shell: pipe it in, or use --token-file.');
  return visible;
}
