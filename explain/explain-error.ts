/** A question that cannot be answered. The message is one sentence, and contains nothing of a token. */
export class ExplainError extends Error {}
