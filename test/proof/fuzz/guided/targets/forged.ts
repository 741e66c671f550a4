import { checkedHandler, newCounts } from '../../checked-handler';
import { encode } from '../../key';
import { POLICIES } from '../../policies';
import { VALID_TOKENS } from '../../tokens';
import * as headers from './header';

const [HEADER, PAYLOAD, SIGNATURE] = VALID_TOKENS[0].token.split('.');

const counts = newCounts();
const handle = checkedHandler(JSON.stringify(POLICIES.kinds), POLICIES.kinds, counts);

export const title =
  'headers, as JSON, with the payload and the signature of another token, through the whole function';
export const isAsync = true;
export const seeds = [Buffer.from(HEADER, 'base64url').toString(), '{"alg":"RS256"}', '{"alg":"none"}'];
export const dictionary = headers.dictionary;

export const reached = {
  get count() {
    return counts.granted;
  },
};

export async function fuzz(data: Buffer): Promise<void> {
  const authorization = `${encode(data.toString())}.${PAYLOAD}.${SIGNATURE}`;
  await handle({ version: '2.0', type: 'REQUEST', routeKey: 'POST /admin', headers: { authorization } });
}
