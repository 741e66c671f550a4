import { ok } from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { remedyOf } from '../../../lambda/shared/reasons';
import type { PolicyDocument, PolicyKey } from '../../../src/policy/policy-document';
import { KEY } from './key';
import { IS_ADMIN } from './policies';
import { accessOf, carriesToken, type Json, spellingsOf, textsOf } from './read-event';
import { AUDIENCE, GOOD, type GoodToken, ISSUER, ORIGIN } from './tokens';

export type Verdict = 'granted' | 'anonymous' | 'denied';

interface Answer {
  readonly isGranted: boolean;
  readonly context: Json;
  readonly principal: unknown;
}

const NUMBERS = [KEY.n, KEY.e].map((text) => Buffer.from(text, 'base64url'));

/**
 * Whether an event may be answered like this, judged by what the tests know of the tokens that they have made, and nothing
 * of signatures. Throws if the answer is wrong, or of no documented form. Without a policy nothing may be granted.
 */
export function judge(event: unknown, answer: unknown, policy: PolicyDocument | undefined): Verdict {
  const { isGranted, context, principal } = read(answer as Json, event as Json, policy);
  if (!isGranted) {
    ok(isDeepStrictEqual(Object.keys(context), ['reason']), 'a denial says why, and no more');
    ok(remedyOf(context.reason as never), `unknown reason ${context.reason}`);
    ok(context.reason !== 'internal-error' && context.reason !== 'rule-error', 'refused by an accident');
    return 'denied';
  }
  ok(policy, 'granted without a policy');
  const access = accessOf(event as Json, policy);
  ok(access !== undefined, 'granted on a route that is not in the policy');
  if (String(context.isAuthenticated) === 'false') {
    ok(access === 'optional', 'granted without a token');
    ok(!carriesToken(event as Json, policy), 'a token was passed over');
    ok(principal === undefined || principal === 'anonymous', `nobody is ${principal}`);
    return 'anonymous';
  }
  const good = GOOD.find(({ claims }) => claims.sub === principal);
  ok(good, `granted to ${principal}`);
  judgeToken(good, event, context, policy);
  ok(good.isAdmin || !isDeepStrictEqual(access, IS_ADMIN), 'granted although the rule is not met');
  return 'granted';
}

function judgeToken({ token, kind, claims }: GoodToken, event: unknown, context: Json, policy: PolicyDocument): void {
  ok(textsOf(event).flatMap(spellingsOf).includes(token), 'granted for a token that is not in the event');
  const told = typeof context.claims === 'string' ? JSON.parse(context.claims) : context.claims;
  // As text, since a comparison would exhaust the stack where the claims are deep.
  ok(told === undefined || JSON.stringify(told) === JSON.stringify(claims), 'the claims are not those of the token');
  ok(policy.tokenKinds.includes(kind), `granted to a token of kind ${kind}`);
  ok(policy.issuer === ISSUER && policy.audience.includes(AUDIENCE), 'granted to a token for somebody else');
  const { authorizedParties = [ORIGIN], allowMissingAzp } = policy;
  ok(
    claims.azp ? authorizedParties.includes(ORIGIN) : allowMissingAzp || !policy.authorizedParties,
    'another front end',
  );
  ok(!policy.keys || policy.keys.some(isOurs), 'granted with another key');
}

/** Whether it is the same number: Node reads base64 with much else in it. */
function isOurs({ n, e }: PolicyKey): boolean {
  return [n, e].every((text, index) => Buffer.from(text, 'base64url').equals(NUMBERS[index]));
}

/** An answer is of one of the two forms that AWS documents, with no member but those. */
function read(answer: Json, event: Json, policy: PolicyDocument | undefined): Answer {
  const members = Object.keys(answer).sort().join();
  const context = answer.context as Json;
  if (members === 'context,isAuthorized') {
    ok(typeof answer.isAuthorized === 'boolean', `isAuthorized: ${answer.isAuthorized}`);
    return { isGranted: answer.isAuthorized, context, principal: (context.claims as Json | undefined)?.sub };
  }
  ok(members === 'context,policyDocument,principalId', `members ${members}`);
  ok(
    Object.values(context).every((value) => value === undefined || typeof value === 'string'),
    'a context with depth',
  );
  const { Version, Statement } = answer.policyDocument as { Version: string; Statement: Json[] };
  const [{ Action, Effect, Resource }] = Statement;
  ok(Version === '2012-10-17' && Statement.length === 1 && Action === 'execute-api:Invoke', 'no policy of ours');
  ok(Effect === 'Allow' || Effect === 'Deny', `effect ${Effect}`);
  judgeResource(Resource as string, event, policy);
  return { isGranted: Effect === 'Allow', context, principal: answer.principalId };
}

/** More than names of regions, APIs and stages can come to in AWS; a longer one would be cut where a path is. */
const MAX_STAGE_LENGTH = 256;

/** For this stage of this API only; and for this one method, where no other request is answered with the same. */
function judgeResource(resource: string, event: Json, policy: PolicyDocument | undefined): void {
  const arn = event.methodArn as string;
  const stage = arn.split('/', 2).join('/');
  if (stage.length > MAX_STAGE_LENGTH) return;
  ok(!/[*?]/.test(stage) && resource.startsWith(`${stage}/`), `resource ${resource} for ${arn}`);
  const isForConnection = (event.requestContext as Json | undefined)?.eventType !== undefined;
  if (policy?.cached || isForConnection) return;
  const isCut = resource.length === 512 && arn.length > 512;
  ok(isCut || resource === arn.replaceAll('*', '?'), `resource ${resource} for ${arn}`);
}
