import { decodePolicy } from '../../lambda/policy/decode-policy';
import { POLICY_VERSION, type PolicyDocument, type PolicyTokenKind } from '../../src/policy/policy-document';
import { UsageError } from '../shared/usage-error';
import type { ExplainValues } from './options';
import type { Question } from './question';

/** Describes an authorizer without a template: the function on an HTTP API, for callers who must be signed in. */
export function questionFromOptions(values: ExplainValues): Question {
  const { audience, 'frontend-api-url': issuer, 'authorized-party': authorizedParties } = values;
  if (issuer === undefined)
    throw new UsageError('Name a --template with a --route, or a --frontend-api-url with an --audience.');
  if (audience === undefined) throw new UsageError('Name an --audience that the authorizer accepts.');
  const document: PolicyDocument = {
    v: POLICY_VERSION,
    issuer: issuer.replace(/\/$/, ''),
    audience,
    tokenKinds: (values['token-kind'] as PolicyTokenKind[] | undefined) ?? ['session'],
    authorizedParties,
    unauthenticated: 'forbid',
    routes: {},
  };
  try {
    const policy = decodePolicy(JSON.stringify(document));
    return { guard: 'function', kind: 'http', policy, requirement: 'signedIn', hasIdentitySource: true };
  } catch {
    throw new UsageError(
      'The authorizer is described wrongly: --frontend-api-url is a URL with https, and --token-kind is session, oauth, m2m or template.',
    );
  }
}
