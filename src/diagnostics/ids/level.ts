/** An error stops synthesis; nothing is created. */
export const error = (meaning: string) => ({ level: 'error', meaning }) as const;

/** A warning can be acknowledged by its id. */
export const warning = (meaning: string) => ({ level: 'warning', meaning }) as const;

/** Advice can be acknowledged by its id, too. */
export const advice = (meaning: string) => ({ level: 'info', meaning }) as const;
