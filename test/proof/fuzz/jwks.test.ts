import { ok } from 'node:assert/strict';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { event } from '../../unit/support/handler';
import { record } from '../evidence';
import { SEED, scale } from '../scale';
import { checkJwks } from './check-jwks';
import { judgedHandler, newTally } from './checked-handler';
import { edited, edits, hostile } from './hostile-values';
import { KEY, LEAKED_KEY } from './key';
import { POLICIES } from './policies';
import { GOOD, KID } from './tokens';

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
  .map(([keys, changes]) => JSON.stringify(edited({ keys }, changes)));
const cut = fc.tuple(document, fc.nat(3000)).map(([text, length]) => text.slice(0, length));
const jwksText = fc.oneof({ weight: 8, arbitrary: document }, cut, fc.json(), fc.string({ unit: 'binary' }));

const { keys: _, ...policy } = POLICIES.plain;

test('whatever the JWKS endpoint answers, only a key that it lists for this lets anybody in', async () => {
  const tally = newTally();
  const [{ token }] = GOOD;
  const property = fc.asyncProperty(jwksText, async (text) => {
    const keys = checkJwks(text);
    const handle = judgedHandler(JSON.stringify(policy), policy, tally, async () => text);
    const verdict = await handle(event(token, 'POST /admin'));
    ok((verdict === 'granted') === (keys !== undefined && listsOurs(text)), `${verdict} with this JWKS`);
  });
  const numRuns = scale(2_000, 60_000);
  await fc.assert(property, { seed: SEED, numRuns });

  expect(tally.granted, 'grants for the judge to look at').toBeGreaterThan(numRuns / 20);
  const count = tally.granted + tally.denied;
  const what = 'answers of the JWKS endpoint: keys of all kinds, members changed, cut off, no JSON (fast-check)';
  record({
    section: 'Fuzzing',
    what,
    count,
    unexplained: 0,
    remark: `${tally.granted} listed the key, and were granted`,
  });
});

function listsOurs(text: string): boolean {
  const { keys } = JSON.parse(text) as { keys: (Record<string, unknown> | null)[] };
  return keys.some((key) => {
    const { kid, kty, n, e, use = 'sig', alg = 'RS256', d } = key ?? {};
    const isFit = kty === 'RSA' && use === 'sig' && alg === 'RS256' && d === undefined;
    return isFit && kid === KID && n === KEY.n && e === KEY.e;
  });
}
