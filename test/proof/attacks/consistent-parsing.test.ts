import { decodeJwt } from 'jose';
import { afterAll, describe, expect, test } from 'vitest';
import { isObject } from '../../../lambda/shared/json';
import type { PolicyRule } from '../../../src/policy/policy-document';
import { restRequest, webSocketConnect } from '../../unit/support/events';
import {
  event,
  HEADER,
  KEY,
  mint,
  newHandler,
  OTHER_KEY,
  policy,
  ROUTE,
  sessionClaims,
} from '../../unit/support/handler';
import { record } from '../evidence';
import { attempt } from './attempt';
import { withMember } from './valid-token';

/*
 * Two JSON parsers can read different claims from the same signed token. These tokens are valid; the tests check that rules,
 * back ends and `jose` read the same claims from them.
 */

const APIS = [event, restRequest, webSocketConnect];

let tried = 0;
let agreed = 0;
afterAll(() => {
  const what = 'ambiguous JSON in signed tokens: rules, back ends and jose read the same claims';
  record({ section: 'Known attacks', what, count: tried, unexplained: tried - agreed });
});

/** Returns the claims that the back ends of each kind of API receive, as JSON. The rule must be met. */
async function claimsAtBackEnds(token: string, rule: PolicyRule): Promise<string[]> {
  const document = policy({ routes: { [ROUTE]: rule, 'GET /request': rule, $connect: rule } });
  const { handle } = newHandler(document);
  const all: string[] = [];
  for (const request of APIS) {
    expect(await attempt(request(token), document)).toBe('granted');
    const { context } = await handle(request(token));
    all.push(isObject(context.claims) ? JSON.stringify(context.claims) : String(context.claims));
  }
  return all;
}

const equals = (value: string, ...claim: string[]): PolicyRule => ({ op: 'equals', claim, value });
const member = (text: string) => mint(withMember(sessionClaims(), text));

describe('claims are parsed as jose parses them', () => {
  test.each<[string, string, PolicyRule]>([
    ['a duplicate claim', member('"role":"member","role":"admin"'), equals('admin', 'role')],
    ['a duplicate claim, once escaped', member('"role":"member","r\\u006fle":"admin"'), equals('admin', 'role')],
    ['a duplicate claim in an object', member('"a":{"role":"member","role":"admin"}'), equals('admin', 'a', 'role')],
    ['a duplicate object', member('"a":{"role":"member"},"a":{"role":"admin"}'), equals('admin', 'a', 'role')],
    ['a duplicate sub', member('"sub":"user_2"'), equals('user_2', 'sub')],
    ['an escaped value', member('"role":"\\u0061dmin"'), equals('admin', 'role')],
    ['a name that every object inherits', member('"__proto__":{"role":"admin"}'), equals('admin', '__proto__', 'role')],
    ['such a name twice', member('"__proto__":1,"__proto__":{"role":"admin"}'), equals('admin', '__proto__', 'role')],
    ['the name constructor', member('"constructor":{"name":"admin"}'), equals('admin', 'constructor', 'name')],
    ['the name toJSON', member('"toJSON":"admin"'), equals('admin', 'toJSON')],
    ['a lone surrogate', member('"role":"\\ud800"'), equals('\ud800', 'role')],
    ['lists in lists', member(`"role":"admin","x":${'['.repeat(2400)}${']'.repeat(2400)}`), equals('admin', 'role')],
    [
      'objects in objects',
      member(`"role":"admin","x":${'{"a":'.repeat(800)}1${'}'.repeat(800)}`),
      equals('admin', 'role'),
    ],
    ['a number that becomes Infinity', member('"role":"admin","x":1e999'), equals('admin', 'role')],
    ['white space', mint(`\n\t ${withMember(sessionClaims(), '"role" : "admin"')}\r\n`), equals('admin', 'role')],
  ])('%s', async (_, token, rule) => {
    tried++;
    const [http, ...others] = await claimsAtBackEnds(token, rule);
    expect(http).toBe(JSON.stringify(decodeJwt(token)));
    // REST and WebSocket APIs omit claims that do not fit into the context.
    for (const other of others) expect([http, 'undefined']).toContain(other);
    agreed++;
  });

  test('claims do not pollute Object.prototype', async () => {
    const token = member('"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}');
    await claimsAtBackEnds(token, { op: 'exists', claim: ['__proto__'] });
    expect('isAdmin' in {}).toBe(false);
  });
});

describe('the last of duplicate header parameters counts', () => {
  const decide = async (header: string, key = KEY) => {
    const keys = [
      { ...KEY.jwk, kid: 'ins_1' },
      { ...OTHER_KEY.jwk, kid: 'ins_2' },
    ];
    const download = async () => JSON.stringify({ keys });
    const { handle, entries } = newHandler(policy({ keys: undefined }), { download });
    await handle(event(mint(sessionClaims(), header, key.privateKey)));
    return entries.length === 0 ? 'granted' : (entries[0] as { reason: string }).reason;
  };

  test('of two alg parameters', async () => {
    const header = JSON.stringify({ ...HEADER, alg: undefined });
    expect(await decide(header.replace('{', '{"alg":"none","alg":"RS256",'))).toBe('granted');
    expect(await decide(header.replace('{', '{"alg":"RS256","alg":"none",'))).toBe('token-invalid-algorithm');
  });

  test('of two kid parameters', async () => {
    const header = withMember(HEADER, '"kid":"ins_2"');
    expect(await decide(header, OTHER_KEY)).toBe('granted');
    expect(await decide(header, KEY)).toBe('token-invalid-signature');
  });
});
