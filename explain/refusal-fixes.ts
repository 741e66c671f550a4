import { isFilled } from '../lambda/shared/json';
import type { PolicyTokenKind } from '../src/policy/policy-document';
import { kindOfToken } from './caller-of-token';
import { type Fix, SESSION_TOKEN } from './fix';
import { fixesOfRule } from './rule-fixes';
import { type Refused, unmetPartOf } from './why';

const CDK = 'CDK app, props of the authorizer';
const CDK_IF_YOURS = `${CDK}, if that one is yours`;

/** Returns what to write so that the token is accepted. Each of several fixes is enough by itself. */
export function fixesOf(refused: Refused): Fix[] {
  const { reason, settings, claims = {} } = refused;
  switch (reason) {
    case 'token-invalid-issuer':
      return textOf(claims.iss).map((iss) => ({ where: CDK_IF_YOURS, write: `frontendApiUrl: '${iss}',` }));
    case 'audience-missing':
      return [{ where: SESSION_TOKEN, write: JSON.stringify({ aud: settings.audience[0] }) }];
    case 'audience-mismatch':
      return [
        { where: SESSION_TOKEN, write: JSON.stringify({ aud: settings.audience[0] }) },
        ...textOf(claims.aud).map((aud) => ({
          where: CDK_IF_YOURS,
          write: `audience: ${quoted([...settings.audience, aud])},`,
        })),
      ];
    case 'token-invalid-authorized-parties':
      return textOf(claims.azp).map((azp) => {
        return {
          where: CDK_IF_YOURS,
          write: `authorizedParties: ${quoted([...(settings.authorizedParties ?? []), azp])},`,
        };
      });
    case 'token-type-mismatch':
      return kindFixes(settings.tokenKinds, kindOfToken(refused.token ?? '', refused.claims));
    case 'rule-not-met': {
      const unmet = unmetPartOf(refused);
      return unmet ? fixesOfRule(unmet.rule, unmet.truth === undefined) : [];
    }
    default:
      return [];
  }
}

const KINDS: Record<PolicyTokenKind, string> = {
  session: 'TokenKind.SESSION',
  oauth: 'TokenKind.OAUTH',
  m2m: 'TokenKind.M2M',
  template: 'TokenKind.JWT_TEMPLATE',
};

function kindFixes(accepted: readonly PolicyTokenKind[], kind: PolicyTokenKind | undefined): Fix[] {
  if (kind === undefined) return [];
  const kinds = [...accepted, kind].map((it) => KINDS[it]).join(', ');
  return [{ where: CDK, write: `tokenKinds: [${kinds}],` }];
}

/** Returns a claim that can be written into code as it is, or nothing. */
function textOf(claim: unknown): string[] {
  return isFilled(claim) && /^[\w:/.-]{1,200}$/.test(claim) ? [claim] : [];
}

function quoted(values: readonly string[]): string {
  return `[${values.map((value) => `'${value}'`).join(', ')}]`;
}
