import { ok } from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { remedyOf } from '../../../lambda/shared/reasons';
import type { PolicyDocument, PolicyKey } from '../../../src/policy/policy-document';
import { KEY } from './key';
import { IS_ADMIN } from './policies';
import { accessOf, candidatesIn, carriesToken, type Json, stringsIn } from './read-event';
import { AUDIENCE, ISSUER, ORIGIN, VALID_TOKENS, type ValidToken } from './tokens';

export type Verdict = 'granted' | 'anonymous' | 'denied';

interface Response {
  readonly isGranted: boolean;
  readonly context: Json;
  readonly principal: unknown;
}

const NUMBERS = [KEY.n, KEY.e].map((text) => Buffer.from(text, 'base64url'));

/**
 * Checks a response by the tokens that the test has created, without verifying signatures. Throws if the response is wrong or
 * has no documented format. Without a policy nothing may be granted.
 */
export function checkResponse(event: unknown, response: unknown, policy: PolicyDocument | undefined): Verdict {
  const { isGranted, context, principal } = read(response as Json, event as Json, policy);
  if (!isGranted) {
    ok(isDeepStrictEqual(Object.keys(context), ['reason']), 'the context of a denial has the reason only');
    ok(remedyOf(context.reason as never), `unknown reason ${context.reason}`);
    ok(context.reason !== 'internal-error' && context.reason !== 'rule-error', 'refused by an internal error');
    return 'denied';
  }
  ok(policy, 'granted without a policy');
  const access = accessOf(event as Json, policy);
  ok(access !== undefined, 'granted on a route that is not in the policy');
  if (String(context.isAuthenticated) === 'false') {
    ok(access === 'optional', 'granted without a token');
    ok(!carriesToken(event as Json, policy), 'a token was ignored');
    ok(principal === undefined || principal === 'anonymous', `an anonymous caller is ${principal}`);
    return 'anonymous';
  }
  const valid = VALID_TOKENS.find(({ claims }) => claims.sub === principal);
  ok(valid, `granted to ${principal}`);
  checkToken(valid, event, context, policy);
  ok(valid.isAdmin || !isDeepStrictEqual(access, IS_ADMIN), 'granted although the rule is not met');
  return 'granted';
}

function checkToken({ token, kind, claims }: ValidToken, event: unknown, context: Json, policy: PolicyDocument): void {
  ok(stringsIn(event).flatMap(candidatesIn).includes(token), 'granted for a token that is not in the event');
  const received = typeof context.claims === 'string' ? JSON.parse(context.claims) : context.claims;
  // Compared as JSON, because isDeepStrictEqual would exhaust the stack if the claims are deeply nested.
  ok(
    received === undefined || JSON.stringify(received) === JSON.stringify(claims),
    'the claims are not those of the token',
  );
  ok(policy.tokenKinds.includes(kind), `granted to a token of kind ${kind}`);
  ok(
    policy.issuer === ISSUER && policy.audience.includes(AUDIENCE),
    'granted to a token of another issuer or audience',
  );
  const { authorizedParties = [ORIGIN], allowMissingAzp } = policy;
  ok(
    claims.azp ? authorizedParties.includes(ORIGIN) : allowMissingAzp || !policy.authorizedParties,
    'granted to a token of another authorized party',
  );
  ok(!policy.keys || policy.keys.some(isTestKey), 'granted with another key');
}

/** Whether it is the same key. Compares the numbers, because Node accepts non-canonical base64. */
function isTestKey({ n, e }: PolicyKey): boolean {
  return [n, e].every((text, index) => Buffer.from(text, 'base64url').equals(NUMBERS[index]));
}

/** Reads a response, which must have one of the two formats that AWS documents and no other members. */
function read(response: Json, event: Json, policy: PolicyDocument | undefined): Response {
  const members = Object.keys(response).sort().join();
  const context = response.context as Json;
  if (members === 'context,isAuthorized') {
    ok(typeof response.isAuthorized === 'boolean', `isAuthorized: ${response.isAuthorized}`);
    return { isGranted: response.isAuthorized, context, principal: (context.claims as Json | undefined)?.sub };
  }
  ok(members === 'context,policyDocument,principalId', `members ${members}`);
  ok(
    Object.values(context).every((value) => value === undefined || typeof value === 'string'),
    'the context has a value that is not a string',
  );
  const { Version, Statement } = response.policyDocument as { Version: string; Statement: Json[] };
  const [{ Action, Effect, Resource }] = Statement;
  ok(Version === '2012-10-17' && Statement.length === 1 && Action === 'execute-api:Invoke', 'an unexpected policy');
  ok(Effect === 'Allow' || Effect === 'Deny', `effect ${Effect}`);
  checkResource(Resource as string, event, policy);
  return { isGranted: Effect === 'Allow', context, principal: response.principalId };
}

/** More characters than an ARN has up to its stage. The function truncates a resource, which would affect a longer stage. */
const MAX_STAGE_LENGTH = 256;

/** The resource must be of this stage of this API, and of this method unless the policy of the response is cached. */
function checkResource(resource: string, event: Json, policy: PolicyDocument | undefined): void {
  const arn = event.methodArn as string;
  const stage = arn.split('/', 2).join('/');
  if (stage.length > MAX_STAGE_LENGTH) return;
  ok(!/[*?]/.test(stage) && resource.startsWith(`${stage}/`), `resource ${resource} for ${arn}`);
  const isForConnection = (event.requestContext as Json | undefined)?.eventType !== undefined;
  if (policy?.cached || isForConnection) return;
  const isCut = resource.length === 512 && arn.length > 512;
  ok(isCut || resource === arn.replaceAll('*', '?'), `resource ${resource} for ${arn}`);
}
