import fc from 'fast-check';
import { edited, edits, hostile } from './hostile-values';
import { IS_ADMIN, POLICIES } from './policies';

const policies = Object.values(POLICIES);
const changed = fc.tuple(fc.constantFrom(...policies), edits()).map(([policy, changes]) => edited(policy, changes));

/** Routes that refer to other routes, to themselves, or to nothing. */
const references = fc
  .dictionary(
    fc.constantFrom('GET /orders', 'POST /admin', 'GET /feed'),
    fc.constantFrom('GET /orders', 'POST /admin', '', '__proto__'),
  )
  .map((targets) => {
    const entries = Object.entries(targets).map(([routeKey, as]) => [routeKey, { as }]);
    return { ...POLICIES.plain, routes: { ...POLICIES.plain.routes, ...Object.fromEntries(entries) } };
  });

/** Values that are known at deployment only, and are not there. */
const deployTimeValues = fc
  .tuple(
    fc.constantFrom('issuer', 'audience', 'authorizedParties'),
    fc.constantFrom('CLERK_VALUE_0', 'PATH', ''),
    fc.constantFrom(undefined, 'list', 'number', 'x'),
  )
  .map(([member, env, as]) => ({ ...POLICIES.plain, [member]: { env, as } }));

/** A member that comes twice: the function must not pick one. */
const duplicates = fc
  .constantFrom('"issuer":"https://evil.example.com"', '"routes":{"POST /admin":"signedIn"}', '"audience":["x"]')
  .map((member) => `${JSON.stringify(POLICIES.plain).slice(0, -1)},${member}}`);

/** Rules in rules in rules, up to more of them than a stack can take. */
const deepRules = fc
  .tuple(
    fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 5_000 })),
    fc.constantFrom('allOf', 'noneOf'),
  )
  .map(([depth, op]) => {
    const rule = `{"op":"${op}","rules":[`.repeat(depth) + JSON.stringify(IS_ADMIN) + ']}'.repeat(depth);
    return JSON.stringify({ ...POLICIES.plain, routes: { 'POST /admin': 'HERE' } }).replace('"HERE"', rule);
  });

const asText = fc
  .oneof({ weight: 4, arbitrary: changed }, references, deployTimeValues, hostile)
  .map((document) => JSON.stringify(document));

const brokenText = fc
  .tuple(asText, fc.nat(2000), fc.string({ unit: 'binary', maxLength: 3 }))
  .map(([text, at, piece]) => text.slice(0, at) + piece + text.slice(at + 1));

/** What may stand in the place of a policy document: good ones with something wrong, other JSON, and no JSON. */
export const policyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: asText },
  deepRules,
  duplicates,
  brokenText,
  fc.string({ unit: 'binary' }),
);
