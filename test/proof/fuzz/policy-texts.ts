import { brotliCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { edited, edits, hostile } from './hostile-values';
import { IS_ADMIN, POLICIES } from './policies';

const policies = Object.values(POLICIES);
const changed = fc.tuple(fc.constantFrom(...policies), edits()).map(([policy, changes]) => edited(policy, changes));

/** A few bytes that unpack to more than the function may take. */
const BOMBS = [512 * 1024 + 1, 64 * 1024 * 1024].map((size) => pack(' '.repeat(size)));

const packed = fc.tuple(fc.constantFrom(...policies), edits()).map(([{ rules, routes, ...rest }, changes]) => ({
  ...rest,
  packed: pack(JSON.stringify(edited({ rules, routes }, changes))),
}));

const packedBadly = fc
  .tuple(packed, fc.oneof(fc.base64String(), fc.constantFrom(...BOMBS), hostile), fc.nat(400))
  .chain(([policy, value, length]) => {
    const cut = { ...policy, packed: policy.packed.slice(0, length) };
    return fc.constantFrom({ ...policy, packed: value }, cut, { ...policy, rules: [] });
  });

/** Rules in rules in rules, up to more of them than a stack can take. */
const deepRules = fc
  .tuple(
    fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 5_000 })),
    fc.constantFrom('allOf', 'noneOf'),
  )
  .map(([depth, op]) => {
    const rule = `{"op":"${op}","rules":[`.repeat(depth) + JSON.stringify(IS_ADMIN) + ']}'.repeat(depth);
    return JSON.stringify({ ...POLICIES.plain, rules: ['HERE'] }).replace('"HERE"', rule);
  });

const asText = fc
  .oneof({ weight: 4, arbitrary: changed }, packed, packedBadly, hostile)
  .map((document) => JSON.stringify(document));

const brokenText = fc
  .tuple(asText, fc.nat(2000), fc.string({ unit: 'binary', maxLength: 3 }))
  .map(([text, at, piece]) => text.slice(0, at) + piece + text.slice(at + 1));

/** What may stand in the place of a policy document: good ones with something wrong, other JSON, and no JSON. */
export const policyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: asText },
  deepRules,
  brokenText,
  fc.string({ unit: 'binary' }),
);

function pack(content: string): string {
  return brotliCompressSync(content).toString('base64');
}
