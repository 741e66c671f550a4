import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { warn } from '../diagnostics/diagnostics';
import { findContradictingClaims } from '../rules/contradicting-claims';
import type { ClerkInstanceProps } from '../tokens/instance-props';
import { TokenKind } from '../tokens/token-kind';
import { type SessionTokenNeeds, sessionTokenClaims } from './session-token-claims';

interface Instance extends ClerkInstanceProps {
  readonly tokenKinds?: TokenKind[];
}

/** The claims that constructs need, by stack and Clerk instance. */
const NEEDS = new WeakMap<Stack, Map<string, SessionTokenNeeds[]>>();

/**
 * Adds the claims that a construct needs to the stack output `SessionTokenClaims`, if session tokens are accepted. A stack has
 * one output for each Clerk instance, since an instance has one kind of session token: the first construct has it.
 */
export function outputSessionTokenClaims(
  scope: Construct,
  instance: Instance,
  rules: SessionTokenNeeds['rules'],
): void {
  const { frontendApiUrl, audience, tokenKinds } = instance;
  if (tokenKinds && !tokenKinds.includes(TokenKind.SESSION)) return;
  const byInstance = NEEDS.get(Stack.of(scope)) ?? new Map<string, SessionTokenNeeds[]>();
  NEEDS.set(Stack.of(scope), byInstance);
  const known = byInstance.get(frontendApiUrl);
  if (known) {
    known.push({ audience, rules });
    return;
  }
  const needs = [{ audience, rules }];
  byInstance.set(frontendApiUrl, needs);
  const output = new CfnOutput(scope, 'SessionTokenClaims', {
    description: 'Clerk Dashboard > Sessions > Customize session token: add these claims',
    value: sessionTokenClaims(scope, needs),
  });
  scope.node.addValidation({ validate: () => warnAboutContradictions(output, needs) });
}

function warnAboutContradictions(output: CfnOutput, needs: readonly SessionTokenNeeds[]): string[] {
  const rules = needs.flatMap((it) => it.rules()).map((rule) => rule._render());
  const [value, member] = findContradictingClaims(rules) ?? [];
  if (value && member) {
    warn(output, 'SessionTokenClaims.contradiction', {
      what: `rules read the claim ${value.join('.')} as a value and, by ${member.join('.')}, as an object, so one of them is never met`,
      fix: "keep one of the two: ClaimRule.claim('metadata', 'role') reads a member of an object",
    });
  }
  return [];
}
