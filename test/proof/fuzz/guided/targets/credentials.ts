import { ok } from 'node:assert/strict';
import { carrierOf } from '../../../../../lambda/events/carrier';
import { findToken } from '../../../../../lambda/events/find-token';
import type { PolicyTokenSource } from '../../../../../src/policy/policy-document';
import { unlessRefused } from '../../ignore-refusal';
import { encode } from '../../key';
import { POLICIES } from '../../policies';
import { carriesToken, spellingsOf, textsOf } from '../../read-event';
import { GOOD, ISSUER, ORIGIN } from '../../tokens';

const [OURS, ALSO_OURS, THEIRS] = [{ iss: ISSUER }, { iss: ISSUER, sub: 'user_2' }, { iss: ORIGIN }].map(
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
  `Bearer ${OURS}`,
  `\na=b; __session=${THEIRS}; __session_AbCd-_12=${OURS}`,
  `\n__session=${OURS}; __session_AbCd-_12=${ALSO_OURS};__session=${THEIRS}`,
  `\n\n${OURS}`,
  `\n\n\nclerk, ${GOOD[1].token}`,
  `bearer  ${OURS}\n__session=${THEIRS}\nx\noat_1, eyJ.a.`,
  'Basic abc\n__session=;__session_12345678= x\n\n,',
];
export const dictionary = [
  'Bearer ',
  'bearer ',
  '__session=',
  '__session_AbCd-_12=',
  '; ',
  ', ',
  'clerk',
  'mt_',
  'eyJ.e30.',
];
export const reached = { count: 0 };

/** One line each; a line that is empty was not sent. */
export function fuzz(data: Buffer): void {
  const [authorization, cookie, query, protocol] = data
    .toString()
    .split('\n', 4)
    .map((line) => (line ? [line] : []));
  const event = {
    multiValueHeaders: { Authorization: authorization, cookie, 'Sec-WebSocket-Protocol': protocol },
    multiValueQueryStringParameters: { token: query },
  };
  for (const policy of POLICIES_BY_ORDER) {
    const found = unlessRefused(() => ({ token: findToken(policy, carrierOf(event)) }));
    if (!found) continue;
    if (found.token === undefined) {
      ok(!carriesToken(event, policy), 'a token was passed over');
    } else {
      ok(textsOf(event).flatMap(spellingsOf).includes(found.token), 'a token that was not sent');
      reached.count++;
    }
  }
}
