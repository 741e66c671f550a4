import { signedInAuthObject } from '@clerk/backend/internal';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callerOf } from '../../../lambda/caller/caller';
import { evaluate } from '../../../lambda/rules/evaluate';
import { parseObject } from '../../../lambda/token/jws';
import { encode } from '../../unit/support/handler';
import { SEED, scale } from '../scale';
import { Counters } from './counters';
import { DIFFERENCES } from './differences';
import { type HasCheck, type HasParams, hasCheck, unresolvedHasCheck } from './has-checks';
import { mutatedSession } from './mutated-sessions';
import { corruption } from './session-corruption';
import { type Claims, session } from './sessions';

/* Differential testing of the rules that mean the same as has(), with Clerk's SDK as the oracle. */

const CHECKS_PER_SESSION = 50;
const TIMEOUT_MS = scale(30_000, 600_000);

/** Returns has() of Clerk's SDK. The SDK throws on some malformed claims, which denies access. */
function clerksHas(text: string): (params: HasParams) => boolean {
  try {
    return signedInAuthObject({}, '', JSON.parse(text)).has as (params: HasParams) => boolean;
  } catch {
    return () => false;
  }
}

interface Results {
  /** The result of has(). */
  readonly has: boolean;
  /** Whether the rule is met. */
  readonly isMet: boolean;
  /** Whether `noneOf` the rule is met. */
  readonly isProvenUnmet: boolean;
}

/** Returns whether the results are right, and the intended difference that they depend on. */
type Oracle = (results: Results, claims: Claims, check: HasCheck) => { isRight: boolean; difference?: string };

/**
 * For malformed sessions. A rule that is met or proven unmet must agree with has(). If only has() returns true, an intended
 * difference must apply.
 */
const malformedOracle: Oracle = ({ has, isMet, isProvenUnmet }, claims, check) => {
  if (isMet && isProvenUnmet) return { isRight: false };
  if (isMet || !has) return { isRight: isMet === has };
  const difference = DIFFERENCES.find(({ applies }) => applies(claims, check))?.name;
  return { isRight: !isProvenUnmet && difference !== undefined, difference };
};

/** For well-formed sessions. There is no difference, and a rule whose claim is present is either met or proven unmet. */
const wellFormedOracle: Oracle = ({ has, isMet, isProvenUnmet }, claims, { params }) => ({
  isRight: isMet === has && (hasClaims(claims, params) ? isProvenUnmet !== has : !(isProvenUnmet && has)),
});

/** Whether the session has the claims that the check depends on. */
function hasClaims({ o, org_id, org_role, org_permissions, ...claims }: Claims, params: HasParams): boolean {
  const needed = {
    role: claims.v === 2 ? (o as Claims | undefined)?.rol : org_id && org_role,
    permission: claims.v === 2 ? o : org_id && org_permissions,
    feature: claims.fea,
    plan: claims.pla,
    reverification: claims.fva,
  };
  return Object.keys(params).every((name) => needed[name as keyof HasParams] !== undefined);
}

function kindOf(params: HasParams): string {
  const names = Object.keys(params);
  return names.length > 1 ? 'several parameters' : names[0];
}

const listOf = (check: fc.Arbitrary<HasCheck>) =>
  fc.array(check, { minLength: CHECKS_PER_SESSION, maxLength: CHECKS_PER_SESSION });

const differences = new Counters();

/** Compares rules with has() on random sessions, and counts the results. */
function compare(sessions: fc.Arbitrary<Claims>, check: fc.Arbitrary<HasCheck>, oracle: Oracle, numRuns: number) {
  const counters = new Counters();
  fc.assert(
    fc.property(sessions, listOf(check), (session, checks) => {
      const text = JSON.stringify({ sub: 'user_1', ...session });
      const claims: Claims = JSON.parse(text);
      const caller = callerOf(parseObject(encode(text)), 'session');
      const has = clerksHas(text);
      for (const check of checks) {
        const { params, rule } = check;
        const isMet = evaluate(rule, caller) === true;
        const isProvenUnmet = evaluate({ op: 'noneOf', rules: [rule] }, caller) === true;
        const results = { has: has(params), isMet, isProvenUnmet };
        const { isRight, difference } = oracle(results, claims, check);
        counters.add(kindOf(params), isMet, isProvenUnmet, isRight);
        if (difference !== undefined) differences.add(difference, isMet, isProvenUnmet, isRight);
        if (!isRight) expect.fail(JSON.stringify({ text, params, rule, results }));
      }
    }),
    { seed: SEED, numRuns },
  );
  for (const [kind, { met, provenUnmet }] of counters.counts) {
    expect([kind, met > 0, provenUnmet > 0]).toEqual([kind, true, true]); // shows that the test compared both cases
  }
  return counters;
}

test('removing information from a session for which has() returns true does not meet noneOf', {
  timeout: TIMEOUT_MS,
}, () => {
  const counters = new Counters();
  fc.assert(
    fc.property(session, corruption, listOf(hasCheck), (session, corrupt, checks) => {
      const [original, corrupted] = [session, corrupt(session)].map((claims) =>
        JSON.stringify({ sub: 'user_1', ...claims }),
      );
      const caller = callerOf(parseObject(encode(corrupted)), 'session');
      const has = clerksHas(original);
      for (const { params, rule } of checks.filter((check) => has(check.params))) {
        const isMet = evaluate(rule, caller) === true;
        const isProvenUnmet = evaluate({ op: 'noneOf', rules: [rule] }, caller) === true;
        counters.add(kindOf(params), isMet, isProvenUnmet, !isProvenUnmet);
        if (isProvenUnmet) expect.fail(JSON.stringify({ original, corrupted, rule }));
      }
    }),
    { seed: SEED, numRuns: scale(100, 6000) },
  );
  for (const [kind, { compared, met }] of counters.counts) expect([kind, met < compared]).toEqual([kind, true]);
  counters.record('a corrupted session, for which has() returned true before');
});

test('rules agree with has() on well-formed sessions', { timeout: TIMEOUT_MS }, () => {
  compare(session, hasCheck, wellFormedOracle, scale(40, 10_000)).record('a well-formed session, against has()');
});

test('a rule that is met on a malformed session is met by has()', { timeout: TIMEOUT_MS }, () => {
  compare(mutatedSession, hasCheck, malformedOracle, scale(140, 10_000)).record('a malformed session, against has()');
});

test('a rule that is met for an unresolved token is met by has()', { timeout: TIMEOUT_MS }, () => {
  const sessions = fc.oneof(session, mutatedSession);
  compare(sessions, unresolvedHasCheck, malformedOracle, scale(20, 4000)).record('an unresolved token, against has()');
});

test('each intended difference occurs', () => {
  expect([...differences.counts.keys()].sort()).toEqual(DIFFERENCES.map(({ name }) => name).sort());
  differences.record('has() returns true and the rule is not met');
});
