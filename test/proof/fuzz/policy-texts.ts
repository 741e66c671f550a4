import fc from 'fast-check';
import { applyEdits, edits, hostile } from './hostile-values';
import { IS_ADMIN, POLICIES } from './policies';

const policies = Object.values(POLICIES);
const changed = fc.tuple(fc.constantFrom(...policies), edits()).map(([policy, changes]) => applyEdits(policy, changes));

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

/** References to environment variables that do not exist or are not allowed. */
const deployTimeValues = fc
  .tuple(
    fc.constantFrom('issuer', 'audience', 'authorizedParties'),
    fc.constantFrom('CLERK_VALUE_0', 'PATH', ''),
    fc.constantFrom(undefined, 'list', 'number', 'x'),
  )
  .map(([member, env, as]) => ({ ...POLICIES.plain, [member]: { env, as } }));

/** Duplicate members, which the function must refuse. */
const duplicates = fc
  .constantFrom('"issuer":"https://evil.example.com"', '"routes":{"POST /admin":"signedIn"}', '"audience":["x"]')
  .map((member) => `${JSON.stringify(POLICIES.plain).slice(0, -1)},${member}}`);

/** Nested rules, up to more levels than the stack allows. */
const deepRules = fc
  .tuple(
    fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 5_000 })),
    fc.constantFrom('allOf', 'noneOf'),
  )
  .map(([depth, op]) => {
    const rule = `{"op":"${op}","rules":[`.repeat(depth) + JSON.stringify(IS_ADMIN) + ']}'.repeat(depth);
    return JSON.stringify({ ...POLICIES.plain, routes: { 'POST /admin': 'PLACEHOLDER' } }).replace(
      '"PLACEHOLDER"',
      rule,
    );
  });

const documentText = fc
  .oneof({ weight: 4, arbitrary: changed }, references, deployTimeValues, hostile)
  .map((document) => JSON.stringify(document));

const brokenText = fc
  .tuple(documentText, fc.nat(2000), fc.string({ unit: 'binary', maxLength: 3 }))
  .map(([text, at, piece]) => text.slice(0, at) + piece + text.slice(at + 1));

/** The text of a policy document: mutated policies, other JSON and invalid JSON. */
export const policyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: documentText },
  deepRules,
  duplicates,
  brokenText,
  fc.string({ unit: 'binary' }),
);
