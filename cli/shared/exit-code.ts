/** The exit codes of every command. A command that has more of them lists them in its help. */
export const EXIT = {
  /** The answer is yes: the token is let in, no route is open, no finding. */
  ok: 0,
  /** The answer is no. */
  negative: 1,
  /** The question could not be answered: a mistake in the arguments, or a file that cannot be read. */
  usage: 2,
} as const;
