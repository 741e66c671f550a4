/** Bounds the work of `BigInt`. It is far more than Clerk's limit on permissions requires. */
const MAX_MASK_DIGITS = 512;

export interface Permissions {
  /** Names with all three parts: `org:feature:permission`. */
  readonly granted: string[];
  /**
   * Whether every part of the claims was well-formed, so that a permission outside `granted` is known not to be
   * granted.
   */
  readonly complete: boolean;
}

/** Reads the permissions of a version-1 token, which lists them by name. */
export function permissionsOfV1(claim: unknown): Permissions | undefined {
  if (!Array.isArray(claim)) return undefined;
  const granted = claim.filter((item) => typeof item === 'string');
  return { granted, complete: granted.length === claim.length };
}

/**
 * Reads the permissions of a version-2 token, which has one bit mask per feature. Bit 0 stands for the first name in
 * `per`. The masks are in the order of the organization's features; features of the user only have none, as in Clerk's
 * SDK.
 *
 * @see https://clerk.com/docs/guides/sessions/session-tokens
 */
export function permissionsOfV2(
  features: string[] | undefined,
  per: string | undefined,
  fpm: string | undefined,
): Permissions | undefined {
  if (per === undefined && fpm === undefined) return { granted: [], complete: true };
  if (features === undefined || per === undefined || fpm === undefined) return undefined;
  const names = per.split(',').map((name) => name.trim());
  const masks = fpm.split(',').map((mask) => bitsOf(mask.trim()));
  const isWellFormed = masks.every((bits) => bits !== undefined && bits.length <= names.length);
  return {
    granted: features.flatMap((feature, position) => {
      const bits = masks[position];
      return bits ? selected(names, bits).map((name) => `org:${feature}:${name}`) : [];
    }),
    complete: isWellFormed && masks.length >= features.length,
  };
}

/** Returns the names whose bit is 1. The last digit belongs to the first name. */
function selected(names: string[], bits: string): string[] {
  return names.filter((_, bit) => bits.at(-1 - bit) === '1');
}

/** Returns the binary digits of a decimal number. It may have more than 53 bits, which `Number` would round. */
function bitsOf(decimal: string): string | undefined {
  return decimal.length <= MAX_MASK_DIGITS && /^\d+$/.test(decimal) ? BigInt(decimal).toString(2) : undefined;
}
