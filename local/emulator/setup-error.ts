/** A failure that one sentence explains; a stack trace would only hide it. */
export class DemoError extends Error {}
