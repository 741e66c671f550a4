import { type OutgoingHttpHeaders, STATUS_CODES } from 'node:http';
import type { TokenIssuer } from '../../../local/clerk/token-issuer';

/** The answer of an API. */
export interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** The deployed APIs of a topic, on AWS or on the emulator. */
export interface Gateway {
  /** Issues tokens that the APIs accept. */
  readonly issue: TokenIssuer;
  /** Sends a request to an API, unchanged. `api` is the name under which the stack of the topic gives its URL. */
  call(api: string, method: string, path: string, headers?: OutgoingHttpHeaders): Promise<Answer>;
}

/** A question about API Gateway that only a deployment answers. Each is a row of docs/measured-on-aws.md. */
export interface Question {
  readonly question: string;
  /** The answer on which this package and its documentation rely, with Markdown links to where it comes from. */
  readonly source: string;
  readonly expected: string;
  /** The answer of the emulator, where it differs. @default - as expected */
  readonly emulator?: string;
  /** The consequence for users if AWS answers otherwise. */
  readonly otherwise: string;
  /** Asks the question. The answer is a short text, and never JSON: integ-tests would take it apart, and change a number. */
  observe(gateway: Gateway): Promise<string>;
}

/** Returns a status with its name, such as `403 Forbidden`. */
export function statusOf({ status }: Answer): string {
  return `${status} ${STATUS_CODES[status]}`;
}

/** The questions of one stack, by the names of the outputs that hold the answers. */
export type Topic = Readonly<Record<string, Question>>;

/** The audience of the tokens and of every API. */
export const AUDIENCE = 'ClerkJwtAuthorizer';

export function bearer(token: string): OutgoingHttpHeaders {
  return { authorization: `Bearer ${token}` };
}

/** Returns what the back end learned about the caller. */
export function received({ body }: Answer): Received {
  return JSON.parse(body);
}

/** The answer of the back end that `newBackEnd` creates. */
export interface Received {
  readonly authorizer?: {
    readonly lambda?: { readonly claims?: Record<string, unknown> };
    readonly jwt?: { readonly claims: Record<string, string>; readonly scopes: string[] | null };
    /** The claims as JSON, on a REST API. */
    readonly claims?: string;
  };
}
