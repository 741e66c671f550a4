import { ok } from 'node:assert/strict';
import { callerOf } from '../../../../../lambda/caller/caller';
import { flatContextOf } from '../../../../../lambda/events/context';
import { evaluate } from '../../../../../lambda/rules/evaluate';
import { checkAccepted, checkRegistered } from '../../../../../lambda/token/claims';
import { parseObject } from '../../../../../lambda/token/jws';
import { kindOf } from '../../../../../lambda/token/token-kind';
import type { PolicyRule } from '../../../../../src/policy/policy-document';
import vectors from '../../../../vectors/claim-rules.json';
import { ignoreRefusal } from '../../ignore-refusal';
import { encode } from '../../key';
import { POLICIES } from '../../policies';
import { AUDIENCE, ISSUER, NOW, VALID_TOKENS } from '../../tokens';

const RULES: PolicyRule[] = [
  ...(vectors.map(({ rule }) => rule) as PolicyRule[]),
  { op: 'hasRole', role: 'org:admin' },
  { op: 'hasPermission', permission: 'org:a:read' },
  { op: 'hasFeature', feature: 'org:a' },
  { op: 'hasPlan', plan: 'pro' },
  { op: 'hasScope', scope: 'openid' },
  { op: 'inOrganization', ids: ['org_1'] },
  { op: 'reverified', level: 'multi_factor', afterMinutes: 10 },
];

const KINDS = [undefined, 'session', 'oauth', 'm2m'] as const;

export const title = 'claims after the signature check, as JSON, through every check and rule';
export const isAsync = false;
export const seeds = VALID_TOKENS.map(({ claims }) => JSON.stringify(claims)).filter((text) => text.length < 2000);
export const dictionary = [
  ...[
    'iss',
    'sub',
    'aud',
    'exp',
    'nbf',
    'iat',
    'azp',
    'sid',
    'sts',
    'act',
    'v',
    'o',
    'fea',
    'pla',
    'fva',
    'scp',
    'scope',
  ],
  ...['id', 'slg', 'rol', 'per', 'fpm', 'org_id', 'org_role', 'org_permissions', 'client_id', 'metadata', '__proto__'],
].map((name) => `"${name}":`);
export const reached = { count: 0 };

export function fuzz(data: Buffer): void {
  const claims = ignoreRefusal(() => parseObject(encode(data.toString())));
  if (!claims) return;
  for (const fromHeader of KINDS) {
    const caller = ignoreRefusal(() => {
      checkRegistered(claims, ISSUER, NOW * 1000);
      const kind = kindOf(fromHeader, claims);
      checkAccepted(claims, kind, { ...POLICIES.sources, denyImpersonation: true });
      return callerOf(claims, kind);
    });
    if (!caller) continue;
    reached.count++;
    const { iss, exp, aud, client_id, sub, act, sts = 'active' } = claims;
    ok(
      iss === ISSUER && typeof exp === 'number' && exp > NOW - 5 && typeof sub === 'string',
      'a required claim is invalid',
    );
    ok(
      [aud, client_id].flat().includes(AUDIENCE) && act === undefined && sts === 'active',
      'the claims must not be accepted',
    );
    const context = Object.values(flatContextOf(caller));
    ok(
      context.every((value) => value === undefined || typeof value === 'string'),
      'the context has a value that is not a string',
    );
    for (const rule of RULES) {
      const truth = evaluate(rule, caller);
      ok(truth === undefined || typeof truth === 'boolean', 'the result is neither a boolean nor undefined');
      const negation = evaluate({ op: 'noneOf', rules: [rule] }, caller);
      ok(negation === (truth === undefined ? undefined : !truth), 'noneOf a rule is not its negation');
    }
  }
}
