import type { JwtAuthorizer } from '../../explain/jwt-authorizer';
import type { Policy } from '../../lambda/policy/decode-policy';
import type { Requirement } from '../../lambda/policy/requirements';
import type { ApiKind } from '../../src/access/api-route';

/** The authorizer that is asked about a token. */
export type Question =
  | { readonly guard: 'open'; readonly route: string }
  | { readonly guard: 'jwt'; readonly route: string; readonly authorizer: JwtAuthorizer }
  | {
      readonly guard: 'function';
      /** Absent if there is no template. */
      readonly route?: string;
      readonly kind: ApiKind;
      readonly policy: Policy;
      readonly requirement: Requirement | undefined;
      /** Whether API Gateway requires a token, in which case it answers 401 without one and does not call the function. */
      readonly hasIdentitySource: boolean;
    };
