/**
 * The policy document: the one thing that the constructs and the Lambda function share.
 * The constructs write it at synth, the function reads it once when it starts.
 * This file imports nothing, so that the function's bundle stays free of CDK.
 */

/** Bumped on every change of shape; the function refuses a version that it does not know. */
export const POLICY_VERSION = 1;

/** Environment variable of the function that holds the document. */
export const POLICY_VARIABLE = 'CLERK_POLICY';

/** Metadata of the function resource that holds the same document, readable. */
export const POLICY_METADATA = 'cdk-clerk-authorizer:policy';

/** Rules inside rules inside rules: enough for any policy a person can read, too few to exhaust the evaluator's stack. */
export const MAX_RULE_DEPTH = 16;

/** What `ANY` stands for on a REST API: its rules are written for each of these, and the function knows no other method. */
export const REST_VERBS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Hosts on this machine: a local stand-in for Clerk may do without TLS there. */
export const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Lifetime of a Clerk session token, in seconds. */
export const SESSION_TOKEN_LIFETIME_SECONDS = 60;

/** Smallest modulus of an RSA key that is accepted, in bits. */
export const MIN_MODULUS_BITS = 2048;

/** The levels of reverification that a rule may require, as Clerk names them. */
export const REVERIFICATION_LEVELS = ['first_factor', 'second_factor', 'multi_factor'] as const;

/** Clerk's presets for reverification, by name. */
export const REVERIFICATION_PRESETS = {
  strict_mfa: { level: 'multi_factor', afterMinutes: 10 },
  strict: { level: 'second_factor', afterMinutes: 10 },
  moderate: { level: 'second_factor', afterMinutes: 60 },
  lax: { level: 'second_factor', afterMinutes: 1440 },
} as const;

export interface PolicyDocument {
  readonly v: typeof POLICY_VERSION;
  /** Frontend API URL of the Clerk instance: `iss` must be equal to it. */
  readonly issuer: string;
  /** At least one of these must be in `aud`. */
  readonly audience: string[];
  /** RSA public keys of the PEMs given at synth. Absent: the instance's JWKS is fetched at run time. */
  readonly keys?: PolicyKey[];
  /** Kinds of token that are accepted. */
  readonly tokenKinds: PolicyTokenKind[];
  /** Where a request carries its token, in order of preference. Absent: in the `Authorization` header. */
  readonly tokenSources?: PolicyTokenSource[];
  /** Exact values that `azp` may have. Absent: not checked. */
  readonly authorizedParties?: string[];
  /** Accept tokens without `azp` although `authorizedParties` is set. */
  readonly allowMissingAzp?: true;
  /** Refuse tokens with an `act` claim. */
  readonly denyImpersonation?: true;
  /** How an unauthenticated caller of an HTTP API is refused: `isAuthorized: false` (403) or a thrown `Unauthorized`. */
  readonly unauthenticated: 'forbid' | 'throw';
  /** Claim rules, each once; routes point at them by index. */
  readonly rules: PolicyRule[];
  /**
   * What each route asks of its caller, by route key (`GET /orders/{id}`, `$connect`). A route that is not listed is denied,
   * unless there is a `defaultRoute`.
   */
  readonly routes: Record<string, PolicyRoute>;
  /** What every other method of a REST API asks of its caller. */
  readonly defaultRoute?: PolicyRoute;
  /** REST APIs: API Gateway caches the answer, so that it has to hold for more than this one request. */
  readonly cached?: true;
}

/** `signedIn`, `optional`, or the index of a rule that a signed-in caller has to meet. */
export type PolicyRoute = 'signedIn' | 'optional' | number;

export interface PolicyTokenSource {
  /** `protocol` is `Sec-WebSocket-Protocol`, the one header that a browser lets a script set on a WebSocket. */
  readonly in: 'header' | 'cookie' | 'query' | 'protocol';
  /** Of the header (lower case), cookie or parameter. */
  readonly name: string;
}

export type PolicyTokenKind = 'session' | 'oauth' | 'm2m' | 'template';

export interface PolicyKey {
  readonly kty: 'RSA';
  readonly n: string;
  readonly e: string;
}

export type PolicyReverificationLevel = (typeof REVERIFICATION_LEVELS)[number];

export type PolicyValue = string | number | boolean;

export type PolicyRule =
  | { readonly op: 'equals' | 'contains'; readonly claim: string[]; readonly value: PolicyValue }
  | { readonly op: 'oneOf'; readonly claim: string[]; readonly values: PolicyValue[] }
  | { readonly op: 'exists'; readonly claim: string[] }
  | { readonly op: 'atLeast' | 'atMost'; readonly claim: string[]; readonly value: number }
  | { readonly op: 'hasRole'; readonly role: string }
  | { readonly op: 'hasPermission'; readonly permission: string }
  | { readonly op: 'hasFeature'; readonly feature: string }
  | { readonly op: 'hasPlan'; readonly plan: string }
  | { readonly op: 'hasScope'; readonly scope: string }
  | { readonly op: 'inOrganization'; readonly ids?: string[] }
  | {
      readonly op: 'reverified';
      readonly level: PolicyReverificationLevel;
      readonly afterMinutes: number;
    }
  | { readonly op: 'allOf' | 'anyOf' | 'noneOf'; readonly rules: PolicyRule[] };
