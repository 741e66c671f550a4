import { checkToken } from '../../check-token';
import { encode } from '../../key';
import { TOKENS } from '../../tokens';

export const title = 'tokens, as text';
export const isAsync = false;
export const seeds = TOKENS.filter((token) => token.length < 2000);
export const dictionary = ['.', '=', '-', '_', 'eyJ', 'ť', 'oat_', encode({ alg: 'RS256' }), encode({})];
export const reached = { count: 0 };

export function fuzz(data: Buffer): void {
  if (checkToken(data.toString())) reached.count++;
}
