/** A mistake of the user. Its message is one sentence, which is printed without a stack trace. It never contains a token. */
export class UsageError extends Error {}
