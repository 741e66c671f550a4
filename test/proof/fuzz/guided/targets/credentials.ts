import { ok } from 'node:assert/strict';
import { carrierOf } from '../../../../../lambda/events/carrier';
import { findToken } from '../../../../../lambda/events/find-token';
import type { PolicyTokenSource } from '../../../../../src/policy/policy-document';
import { ignoreRefusal } from '../../ignore-refusal';
import { encode } from '../../key';
import { POLICIES } from '../../policies';
import { candidatesIn, carriesToken, stringsIn } from '../../read-event';
import { ISSUER, ORIGIN, VALID_TOKENS } from '../../tokens';

const [VALID, OTHER_USER, OTHER_ISSUER] = [{ iss: ISSUER }, { iss: ISSUER, sub: 'user_2' }, { iss: ORIGIN }].map(
  (claims) => `${encode({ alg: 'RS256' })}.${encode(claims)}.AAAA`,
);
const SOURCES = POLICIES.sources.tokenSources as PolicyTokenSource[];
const POLICIES_BY_ORDER = [SOURCES, [...SOURCES].reverse()].map((tokenSources) => ({
  ...POLICIES.sources,
  tokenSources,
}));

export const title = 'authorization headers, cookies, query strings and subprotocols, as text';
export const isAsync = false;
export const seeds = [
  `Bearer ${VALID}`,
  `\na=b; __session=${OTHER_ISSUER}; __session_ik0YUZ_r=${VALID}`,
  `\n__session=${VALID}; __session_ik0YUZ_r=${OTHER_USER};__session=${OTHER_ISSUER}`,
  `\n\n${VALID}`,
  `\n\n\nclerk, ${VALID_TOKENS[1].token}`,
  `bearer  ${VALID}\n__session=${OTHER_ISSUER}\nx\noat_1, eyJ.a.`,
  'Basic abc\n__session=;__session_12345678= x\n\n,',
];
export const dictionary = [
  'Bearer ',
  'bearer ',
  '__session=',
  '__session_ik0YUZ_r=',
  '; ',
  ', ',
  'clerk',
  'mt_',
  'eyJ.e30.',
];
export const reached = { count: 0 };

/** The input has one line for each place. An empty line means that it is absent. */
export function fuzz(data: Buffer): void {
  const [authorization, cookie, query, protocol] = data
    .toString()
    .split('\n', 4)
    .map((line) => (line ? [line] : []));
  const event = {
    multiValueHeaders: { Authorization: authorization, cookie, Origin: [ORIGIN], 'Sec-WebSocket-Protocol': protocol },
    multiValueQueryStringParameters: { token: query },
  };
  for (const policy of POLICIES_BY_ORDER) {
    const found = ignoreRefusal(() => ({ token: findToken(policy, carrierOf(event)) }));
    if (!found) continue;
    if (found.token === undefined) {
      ok(!carriesToken(event, policy), 'a token was ignored');
    } else {
      ok(stringsIn(event).flatMap(candidatesIn).includes(found.token), 'the token is not in the request');
      reached.count++;
    }
  }
}
