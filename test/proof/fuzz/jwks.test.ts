import { ok } from 'node:assert/strict';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { event } from '../../unit/support/handler';
import { record } from '../evidence';
import { SEED, scale } from '../scale';
import { checkJwks } from './check-jwks';
import { checkedHandler, newCounts } from './checked-handler';
import { applyEdits, edits, hostile } from './hostile-values';
import { KEY, LEAKED_KEY } from './key';
import { POLICIES } from './policies';
import { KID, VALID_TOKENS } from './tokens';

const OURS = { ...KEY, kid: KID, use: 'sig', alg: 'RS256' };
const KEYS = [
  OURS,
  { ...OURS, kid: 'ins_2' },
  { ...OURS, ...LEAKED_KEY },
  { ...OURS, use: 'enc' },
  { ...OURS, n: KEY.n.slice(0, 171) },
  { ...OURS, n: 'A'.repeat(4000) },
  { ...OURS, e: '' },
  { kty: 'oct', k: KEY.n, kid: KID, alg: 'HS256' },
  { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA', kid: KID },
];

const document = fc
  .tuple(fc.array(fc.oneof(fc.constantFrom(...KEYS), hostile), { maxLength: 24 }), edits())
  .map(([keys, changes]) => JSON.stringify(applyEdits({ keys }, changes)));
const truncated = fc.tuple(document, fc.nat(3000)).map(([text, length]) => text.slice(0, length));
const jwksText = fc.oneof({ weight: 8, arbitrary: document }, truncated, fc.json(), fc.string({ unit: 'binary' }));

const { keys: _, ...policy } = POLICIES.plain;

test('a token is only granted if the JWKS contains its key', async () => {
  const counts = newCounts();
  const [{ token }] = VALID_TOKENS;
  const property = fc.asyncProperty(jwksText, async (text) => {
    const keys = checkJwks(text);
    const handle = checkedHandler(JSON.stringify(policy), policy, counts, async () => text);
    const verdict = await handle(event(token, 'POST /admin'));
    ok((verdict === 'granted') === (keys !== undefined && hasTestKey(text)), `${verdict} with this JWKS`);
  });
  const numRuns = scale(2_000, 60_000);
  await fc.assert(property, { seed: SEED, numRuns });

  expect(counts.granted, 'number of grants').toBeGreaterThan(numRuns / 20);
  const count = counts.granted + counts.denied;
  const what = 'responses of the JWKS endpoint: keys of all types, mutated, truncated, invalid JSON (fast-check)';
  record({
    section: 'Fuzzing',
    what,
    count,
    unexplained: 0,
    remark: `${counts.granted} contained the key and were granted`,
  });
});

function hasTestKey(text: string): boolean {
  const { keys } = JSON.parse(text) as { keys: (Record<string, unknown> | null)[] };
  return keys.some((key) => {
    const { kid, kty, n, e, use = 'sig', alg = 'RS256', d } = key ?? {};
    const isUsable = kty === 'RSA' && use === 'sig' && alg === 'RS256' && d === undefined;
    return isUsable && kid === KID && n === KEY.n && e === KEY.e;
  });
}
