import fc from 'fast-check';
import type { PolicyDocument, PolicyTokenKind } from '../../../src/policy/policy-document';
import { CLIENT, PARTIES } from './token-templates';

const ALL: PolicyTokenKind[] = ['session', 'template', 'oauth', 'm2m'];

/** The requirements of an application. All verifiers get the same. */
export type VerifierOptions = Pick<
  PolicyDocument,
  'audience' | 'tokenKinds' | 'authorizedParties' | 'allowMissingAzp' | 'denyImpersonation'
>;

export const verifierOptions: fc.Arbitrary<VerifierOptions> = fc.record({
  audience: fc.constantFrom(['api'], ['api', CLIENT]),
  tokenKinds: fc.oneof(
    { weight: 3, arbitrary: fc.constant(ALL) },
    { weight: 1, arbitrary: fc.subarray(ALL, { minLength: 1 }) },
  ),
  authorizedParties: fc.constantFrom(undefined, undefined, PARTIES, PARTIES.slice(0, 1)),
  allowMissingAzp: fc.constantFrom(undefined, true),
  denyImpersonation: fc.constantFrom(undefined, undefined, true),
});
