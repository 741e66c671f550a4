import { judgedHandler, newTally } from '../../checked-handler';
import { encode } from '../../key';
import { POLICIES } from '../../policies';
import { GOOD } from '../../tokens';
import * as headers from './header';

const [HEADER, PAYLOAD, SIGNATURE] = GOOD[0].token.split('.');

const tally = newTally();
const handle = judgedHandler(JSON.stringify(POLICIES.kinds), POLICIES.kinds, tally);

export const title = 'headers, as JSON, before a payload and a signature of another token, through the whole function';
export const isAsync = true;
export const seeds = [Buffer.from(HEADER, 'base64url').toString(), '{"alg":"RS256"}', '{"alg":"none"}'];
export const dictionary = headers.dictionary;

export const reached = {
  get count() {
    return tally.granted;
  },
};

export async function fuzz(data: Buffer): Promise<void> {
  const authorization = `${encode(data.toString())}.${PAYLOAD}.${SIGNATURE}`;
  await handle({ version: '2.0', type: 'REQUEST', routeKey: 'POST /admin', headers: { authorization } });
}
