/**
 * The policy document is the contract between the constructs and the Lambda function. The constructs write it at synthesis,
 * and the function reads it once when it starts. This file imports nothing, so the function's bundle contains no CDK code.
 */

/** The version of the format, incremented with every change. The function refuses other versions. */
export const POLICY_VERSION = 1;

/** The environment variable of the function that contains the document. Without it the function reads `POLICY_FILE`. */
export const POLICY_VARIABLE = 'CLERK_POLICY';

/** Metadata of the function resource that holds the same document, readable wherever it travels: `cdk diff` shows it. */
export const POLICY_METADATA = 'cdk-clerk-authorizer:policy';

/** The file beside the function's code that holds a document that is too long for an environment variable. */
export const POLICY_FILE = 'policy.json';

/** The prefix of the environment variables that contain values known only at deployment; an index follows. */
export const VALUE_VARIABLE = 'CLERK_VALUE_';

/** Separates the items of such a list. No list of CloudFormation has an item that contains it: a comma between line breaks. */
export const LIST_SEPARATOR = '\n,\n';

/** How deep rules can be nested: more than a person can read, and too few levels to exhaust the evaluator's stack. */
export const MAX_RULE_DEPTH = 16;

/** The methods that `ANY` of a REST API stands for. The function denies every other method. */
export const REST_VERBS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Loopback hosts. A local stand-in for Clerk may use plain HTTP there. */
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

/** The settings that hold for every route. */
export interface PolicySettings {
  readonly v: typeof POLICY_VERSION;
  /** The Frontend API URL of the Clerk instance. `iss` must equal it. */
  readonly issuer: string;
  /** The publishable key, from which the name of the session cookie follows. If absent, the one that Clerk issues for the issuer. */
  readonly publishableKey?: string;
  /** At least one of these must be in `aud`. */
  readonly audience: string[];
  /** The RSA public keys that were given as PEM. If absent, the instance's JWKS is fetched at run time. */
  readonly keys?: PolicyKey[];
  /** The kinds of token that are accepted. */
  readonly tokenKinds: PolicyTokenKind[];
  /** The places of the token, in order of preference. If absent, the `Authorization` header. */
  readonly tokenSources?: PolicyTokenSource[];
  /** The values that `azp` may have. If absent, `azp` is not checked. */
  readonly authorizedParties?: string[];
  /** Accepts tokens without `azp` even if `authorizedParties` is set. */
  readonly allowMissingAzp?: true;
  /** Refuses tokens with an `act` claim. */
  readonly denyImpersonation?: true;
  /** Lets callers in who do not meet a rule, and logs them. Every other check holds. */
  readonly reportOnly?: true;
  /** Leaves the ids of the caller and of the organization out of the log. */
  readonly anonymousLogs?: true;
  /** How an unauthenticated caller is refused: by returning `isAuthorized: false` (403) or by throwing `Unauthorized`. */
  readonly unauthenticated: 'forbid' | 'throw';
  /** REST APIs: API Gateway caches the returned IAM policy, so it must cover every request with the same cache key. */
  readonly cached?: true;
}

/** The policy document: settings that hold for every route, and the requirement of each route. */
export interface PolicyDocument extends PolicySettings {
  /**
   * The requirement of each route by route key (`GET /orders/{id}`, `$connect`). Without a `defaultRoute`, routes that are
   * not listed are denied.
   */
  readonly routes: Record<string, PolicyRoute>;
  /** The requirement of every other method of a REST API. */
  readonly defaultRoute?: PolicyRoute;
}

/** `signedIn`, `optional`, a rule that a signed-in caller must meet, or a reference to the rule of another route. */
export type PolicyRoute = 'signedIn' | 'optional' | PolicyRule | SameRule;

/** Refers to the route, by its key, that has the rule. So a rule of many routes is in the document once. */
export interface SameRule {
  readonly as: string;
}

/**
 * Stands for a value that is known only at deployment. An environment variable of the function contains the value, so JSON
 * never contains a text that is not known at synthesis. The items of a list are joined by `LIST_SEPARATOR`.
 */
export interface DeployTimeValue {
  readonly env: string;
  readonly as?: 'list' | 'number';
}

export interface PolicyTokenSource {
  /** `protocol` is `Sec-WebSocket-Protocol`, the only header of a WebSocket handshake that a script in a browser can set. */
  readonly in: 'header' | 'cookie' | 'query' | 'protocol';
  /** The name of the header (in lower case), cookie or query string parameter. */
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

/** The operators that combine rules. */
export type PolicyGroup = 'allOf' | 'anyOf' | 'noneOf';

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
  | { readonly op: PolicyGroup; readonly rules: PolicyRule[] };
