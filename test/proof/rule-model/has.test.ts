import { signedInAuthObject } from '@clerk/backend/internal';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callerOf } from '../../../lambda/caller/caller';
import { evaluate } from '../../../lambda/rules/evaluate';
import { parseObject } from '../../../lambda/token/jws';
import { encode } from '../../unit/support/handler';
import { SEED, scale } from '../scale';
import { Tally } from './counters';
import { DIFFERENCES } from './differences';
import { type Asked, type Question, question, uncheckedQuestion } from './has-checks';
import { spoiltSession } from './mutated-sessions';
import { damage } from './session-corruption';
import { type Claims, session } from './sessions';

/* Clerk's own SDK has the last word on what has() means. */

/** To each session. */
const QUESTIONS = 50;
const TIMEOUT = scale(30_000, 600_000);

/** Clerk's SDK throws at some malformed claims; whoever uses it then lets nobody in. */
function clerksHas(text: string): (asked: Asked) => boolean {
  try {
    return signedInAuthObject({}, '', JSON.parse(text)).has as (asked: Asked) => boolean;
  } catch {
    return () => false;
  }
}

interface Answers {
  /** has() says yes. */
  readonly clerks: boolean;
  /** Our rule lets the caller in. */
  readonly isMet: boolean;
  /** `noneOf` our rule lets the caller in. */
  readonly isProvenUnmet: boolean;
}

/** Whether the answers are as they have to be, and the deliberate difference without which they would not. */
type Judge = (answers: Answers, claims: Claims, question: Question) => { isRight: boolean; difference?: string };

/** We say yes only if has() does, and no only if it does not; where has() alone says yes, there has to be a reason. */
const carefully: Judge = ({ clerks, isMet, isProvenUnmet }, claims, question) => {
  if (isMet && isProvenUnmet) return { isRight: false };
  if (isMet || !clerks) return { isRight: isMet === clerks };
  const difference = DIFFERENCES.find(({ applies }) => applies(claims, question))?.name;
  return { isRight: !isProvenUnmet && difference !== undefined, difference };
};

/** On a sound session there is no such reason, and whatever it tells about is either met or proven unmet. */
const strictly: Judge = ({ clerks, isMet, isProvenUnmet }, claims, { asked }) => ({
  isRight: isMet === clerks && (tells(claims, asked) ? isProvenUnmet !== clerks : !(isProvenUnmet && clerks)),
});

function tells({ o, org_id, org_role, org_permissions, ...claims }: Claims, asked: Asked): boolean {
  const told = {
    role: claims.v === 2 ? (o as Claims | undefined)?.rol : org_id && org_role,
    permission: claims.v === 2 ? o : org_id && org_permissions,
    feature: claims.fea,
    plan: claims.pla,
    reverification: claims.fva,
  };
  return Object.keys(asked).every((name) => told[name as keyof Asked] !== undefined);
}

function kindOf(asked: Asked): string {
  const names = Object.keys(asked);
  return names.length > 1 ? 'several at once' : names[0];
}

const listOf = (questions: fc.Arbitrary<Question>) =>
  fc.array(questions, { minLength: QUESTIONS, maxLength: QUESTIONS });

const differences = new Tally();

/** Puts questions to both, and counts what they say. */
function compare(sessions: fc.Arbitrary<Claims>, questions: fc.Arbitrary<Question>, judge: Judge, numRuns: number) {
  const tally = new Tally();
  fc.assert(
    fc.property(sessions, listOf(questions), (session, questions) => {
      const text = JSON.stringify({ sub: 'user_1', ...session });
      const claims: Claims = JSON.parse(text);
      const caller = callerOf(parseObject(encode(text)), 'session');
      const has = clerksHas(text);
      for (const question of questions) {
        const { asked, rule } = question;
        const isMet = evaluate(rule, caller) === true;
        const isProvenUnmet = evaluate({ op: 'noneOf', rules: [rule] }, caller) === true;
        const answers = { clerks: has(asked), isMet, isProvenUnmet };
        const { isRight, difference } = judge(answers, claims, question);
        tally.add(kindOf(asked), isMet, isProvenUnmet, isRight);
        if (difference !== undefined) differences.add(difference, isMet, isProvenUnmet, isRight);
        if (!isRight) expect.fail(JSON.stringify({ text, asked, rule, answers }));
      }
    }),
    { seed: SEED, numRuns },
  );
  for (const [kind, { met, provenUnmet }] of tally.counts) {
    expect([kind, met > 0, provenUnmet > 0]).toEqual([kind, true, true]); // or else little has been compared
  }
  return tally;
}

test('noneOf is never met by damaging a session to which has() says yes', { timeout: TIMEOUT }, () => {
  const tally = new Tally();
  fc.assert(
    fc.property(session, damage, listOf(question), (session, damage, questions) => {
      const [sound, damaged] = [session, damage(session)].map((claims) => JSON.stringify({ sub: 'user_1', ...claims }));
      const caller = callerOf(parseObject(encode(damaged)), 'session');
      const has = clerksHas(sound);
      for (const { asked, rule } of questions.filter((question) => has(question.asked))) {
        const isMet = evaluate(rule, caller) === true;
        const isProvenUnmet = evaluate({ op: 'noneOf', rules: [rule] }, caller) === true;
        tally.add(kindOf(asked), isMet, isProvenUnmet, !isProvenUnmet);
        if (isProvenUnmet) expect.fail(JSON.stringify({ sound, damaged, rule }));
      }
    }),
    { seed: SEED, numRuns: scale(100, 6000) },
  );
  for (const [kind, { compared, met }] of tally.counts) expect([kind, met < compared]).toEqual([kind, true]);
  tally.record('a damaged session, to which has() said yes before');
});

test('has() and our rules agree on sessions as Clerk makes them', { timeout: TIMEOUT }, () => {
  compare(session, question, strictly, scale(40, 10_000)).record('a sound session, against has()');
});

test('has() grants whatever our rules grant on malformed sessions', { timeout: TIMEOUT }, () => {
  compare(spoiltSession, question, carefully, scale(140, 10_000)).record('a malformed session, against has()');
});

test('has() grants whatever our rules grant for texts known at deployment only', { timeout: TIMEOUT }, () => {
  const sessions = fc.oneof(session, spoiltSession);
  compare(sessions, uncheckedQuestion, carefully, scale(20, 4000)).record(
    'a text known at deployment only, against has()',
  );
});

test('each deliberate difference has been met', () => {
  expect([...differences.counts.keys()].sort()).toEqual(DIFFERENCES.map(({ name }) => name).sort());
  differences.record('has() says yes and we do not');
});
