import { describeRule } from '../lambda/rules/describe-rule';
import { type UnmetPart, unmetPart } from '../lambda/rules/unmet-part';
import type { JsonObject } from '../lambda/shared/json';
import type { Reason } from '../lambda/shared/reasons';
import type { PolicyRule, PolicySettings, PolicyTokenKind } from '../src/policy/policy-document';
import { callerOfToken, kindOfToken } from './caller-of-token';
import { shown } from './shown';

/** The facts about a refusal. */
export interface Refused {
  readonly reason: Reason;
  readonly settings: Pick<PolicySettings, 'issuer' | 'audience' | 'authorizedParties' | 'tokenKinds'>;
  readonly rule?: PolicyRule;
  readonly token?: string;
  /** The claims of a token whose signature was verified. */
  readonly claims?: JsonObject;
  /** The time in milliseconds since the epoch. */
  readonly now: number;
}

/** Returns what is wrong with a token, with the value of the claim that was checked. Other claims are not shown. */
export function whyRefused(refused: Refused): string | undefined {
  const { reason, settings, claims = {}, now } = refused;
  switch (reason) {
    case 'token-invalid-issuer':
      return `iss is ${shown(claims.iss)}, and the authorizer expects ${shown(settings.issuer)}.`;
    case 'token-expired':
      return `exp is ${time(claims.exp)}, ${apart(now, claims.exp)} before now.`;
    case 'token-not-active-yet':
      return `nbf is ${time(claims.nbf)}, ${apart(now, claims.nbf)} from now.`;
    case 'token-iat-in-the-future':
      return `iat is ${time(claims.iat)}, ${apart(now, claims.iat)} from now.`;
    case 'audience-missing':
      return `The token has no aud, and the authorizer accepts ${shown(settings.audience)}.`;
    case 'audience-mismatch':
      return `aud is ${shown(claims.aud ?? claims.client_id)}, and the authorizer accepts ${shown(settings.audience)}.`;
    case 'token-invalid-authorized-parties':
      return `azp is ${shown(claims.azp)}, and the authorizer accepts ${shown(settings.authorizedParties)}.`;
    case 'token-type-mismatch':
      return `The token is ${NAMES[kindOfToken(refused.token ?? '', refused.claims) ?? 'other']}, and the authorizer accepts ${namesOf(settings.tokenKinds)}.`;
    case 'session-pending':
      return `sts is ${shown(claims.sts)}.`;
    case 'rule-not-met':
      return unmetInWords(refused);
    default:
      return undefined;
  }
}

/** Returns when a token was issued that has expired since, to ask again about that time. */
export function issuedAtOf({ reason, claims }: Refused): string | undefined {
  return reason === 'token-expired' && typeof claims?.iat === 'number' ? time(claims.iat) : undefined;
}

const NAMES: Record<PolicyTokenKind | 'other', string> = {
  session: 'a session token',
  oauth: 'an OAuth access token',
  m2m: 'an M2M token',
  template: 'a token of a JWT template',
  other: 'of another kind, such as an ID token',
};

function namesOf(kinds: readonly PolicyTokenKind[]): string {
  return kinds.map((kind) => NAMES[kind]).join(' or ');
}

/** Returns the part of the rule that keeps the caller out. */
export function unmetPartOf({ rule, token = '', claims }: Refused): UnmetPart | undefined {
  const caller = callerOfToken(token, claims);
  return rule && caller && unmetPart(rule, caller);
}

function unmetInWords(refused: Refused): string | undefined {
  const unmet = unmetPartOf(refused);
  if (!refused.rule || !unmet) return undefined;
  const because = unmet.truth === false ? 'the token says otherwise' : 'the token does not say';
  return unmetSentence(describeRule(refused.rule), describeRule(unmet.rule), because);
}

/** @param because how the token contradicts the part of the rule, as the function logs it */
export function unmetSentence(rule: string, part: string, because: string): string {
  return rule === part ? `The rule is: ${rule}; ${because}.` : `The rule is: ${rule}. Not met: ${part}; ${because}.`;
}

function time(seconds: unknown): string {
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? shown(seconds) : date.toISOString().replace('.000Z', 'Z');
}

/** Returns the distance between two times, in the largest unit that fits. */
function apart(now: number, seconds: unknown): string {
  const distance = Math.abs(now / 1000 - Number(seconds));
  for (const [unit, length] of [
    ['days', 86_400],
    ['hours', 3600],
    ['minutes', 60],
  ] as const) {
    if (distance >= 2 * length) return `${Math.floor(distance / length)} ${unit}`;
  }
  return `${Math.round(distance)} seconds`;
}
