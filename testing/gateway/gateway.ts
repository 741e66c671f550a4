import type { FoundRoute } from '../../explain/find-route';
import type { Properties } from '../../src/access/resources';
import type { CarriedRequest } from './carry-token';

/** How one kind of API calls its authorizer function, and what it makes of the response. */
export interface Gateway {
  /** Whether API Gateway refuses the request without calling the function. `authorizer` has the rendered properties. */
  refuses(authorizer: Properties, request: CarriedRequest): boolean;
  /** Returns the event of the function. */
  event(found: FoundRoute, authorizer: Properties, request: CarriedRequest): object;
  /** Returns the authorizer context that the back end gets, or undefined if the response denies access. */
  contextOf(response: unknown): Readonly<Record<string, unknown>> | undefined;
}

/** The values that events have of an API that is not deployed. */
export const STAND_IN = { accountId: '123456789012', apiId: 'local', requestId: 'local', stage: 'local' };

export const EXECUTE_API = `arn:aws:execute-api:us-east-1:${STAND_IN.accountId}:${STAND_IN.apiId}/${STAND_IN.stage}`;
