import type { IConstruct } from 'constructs';
import { warnOnce } from '../diagnostics/diagnostics';
import type { PolicyRule } from '../policy/policy-document';
import type { ClaimRule } from './claim-rule';
import { claimsOf } from './claim-rule-shape';
import { findPointlessParts } from './pointless-parts';

/** `unsafe_metadata` in a shortcode, and the names that people give to its claim. */
const UNSAFE_METADATA = /^unsafe_?metadata$/i;

/** Warns about rules that are met by nobody or by everybody, or by what users write about themselves. */
export function warnAboutRules(scope: IConstruct, rules: ClaimRule[]): void {
  for (const rule of rules.map((it) => it._render())) {
    warnIfPointless(scope, rule);
    warnIfUnsafe(scope, rule);
  }
}

function warnIfPointless(scope: IConstruct, rule: PolicyRule): void {
  const found = findPointlessParts(rule);
  if (!found) return;
  const [one, other] = found.parts.map(codeOf);
  if (found.holds === 'never') {
    warnOnce(scope, 'ClaimRule.never', {
      what: `a rule is never met, because two of its parts contradict each other: ${one} and ${other}`,
      fix: 'use ClaimRule.anyOf() if one of them is enough, or acknowledge this if nobody is meant to pass',
    });
  } else {
    warnOnce(scope, 'ClaimRule.always', {
      what: `a rule checks nothing, because everybody meets one of two parts: ${one} and ${other}`,
      fix: 'use ClaimRule.allOf() if both are asked for, or acknowledge this if everybody is meant to pass',
    });
  }
}

function warnIfUnsafe(scope: IConstruct, rule: PolicyRule): void {
  const claim = claimsOf(rule).find((path) => path.some((name) => UNSAFE_METADATA.test(name)));
  if (!claim) return;
  warnOnce(scope, 'ClaimRule.unsafeMetadata', {
    what: 'a rule reads unsafe metadata, which users can change themselves in the front end',
    got: claim.join('.'),
    fix: "write ClaimRule.claim('metadata', 'role'), which is public metadata, or acknowledge this if users may decide",
  });
}

/** Writes a rule like the call that makes it. */
function codeOf(rule: PolicyRule): string {
  const { op, ...parameters } = rule;
  const texts = Object.values(parameters).map((it) => (Array.isArray(it) ? it.map(textOf).join(', ') : textOf(it)));
  return `${op}(${texts.join(', ')})`;
}

function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? codeOf(value as PolicyRule) : JSON.stringify(value);
}
