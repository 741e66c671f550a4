/** A failure to set up the emulator whose message is enough: it is printed without a stack trace. */
export class SetupError extends Error {}
