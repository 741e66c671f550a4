import type { PreflightAnswer } from './preflight';

/** The requirements for a request to be let in. */
export interface AccessOfRequest {
  /**
   * The credential that API Gateway asks for: nothing, a JWT, the consent of a Lambda authorizer, a signature for IAM, a token
   * of Cognito, or an API key and nothing else. `unknown` is known at deployment only.
   */
  readonly access: 'open' | 'jwt' | 'lambda' | 'iam' | 'cognito' | 'key' | 'unknown';
  /**
   * Which callers the authorizer lets in: everyone who is signed in, anonymous callers too, those who meet the rule, or
   * nobody. Absent where it is an authorizer that this package does not know.
   */
  readonly requirement?: 'signedIn' | 'optional' | 'rule' | 'nobody';
  /** The rule in words, or the scopes of which API Gateway requires one. */
  readonly rule?: string;
  /** Callers who do not meet the rule are let in too, and logged: see `reportOnlyRules` of the authorizer. */
  readonly isReportOnly?: boolean;
  /** The name of the authorizer. */
  readonly authorizer?: string;
  /** Who issues the tokens that the authorizer accepts. */
  readonly issuer?: string;
  /** The audiences of which the authorizer requires one. A value that is known at deployment is left out. */
  readonly audience?: readonly string[];
  /** An API key is required too. */
  readonly apiKeyRequired?: boolean;
  /** The answer is always the same, such as that of a mock integration: no code of yours runs. */
  readonly isFixedAnswer?: boolean;
}

/** One route of an API, or one method of a REST API. */
export interface RouteReport extends AccessOfRequest {
  /** The path of the API's construct, or its logical id in a template of another tool. */
  readonly api: string;
  readonly kind: 'http' | 'rest' | 'websocket';
  /** An HTTP method or `ANY`. Empty for `$default` and for the routes of a WebSocket API. */
  readonly method: string;
  /** Path such as `/orders/{id}`, `$default`, or the route key of a WebSocket API. */
  readonly path: string;
  /** The answer to preflights for the path. Absent on WebSocket APIs. */
  readonly preflight?: PreflightAnswer;
  /** Ids of the warnings that are about the route. */
  readonly warnings: readonly string[];
}

/** Whether a caller without any credentials gets an answer from code behind the route. */
export function isOpen({ access, requirement, isFixedAnswer, apiKeyRequired }: AccessOfRequest): boolean {
  return (access === 'open' || requirement === 'optional') && !isFixedAnswer && !apiKeyRequired;
}
