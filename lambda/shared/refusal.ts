import type { Reason } from './reasons';

/**
 * Thrown where a check fails and caught where the decision is made.
 * It is not an `Error`: refusals are frequent, and capturing a stack trace costs as much as parsing a token.
 */
export class Refusal {
  constructor(readonly reason: Reason) {}
}

export function refuse(reason: Reason): never {
  throw new Refusal(reason);
}

/** Refuses an event that is not a supported authorizer event. */
export function unsupported(): never {
  refuse('event-unsupported');
}
