/** Far more than Clerk allows permissions; keeps `BigInt` from being fed a whole token. */
const MAX_MASK_DIGITS = 512;

export interface Permissions {
  /** As `org:feature:permission`. */
  readonly granted: string[];
  /** Whether all of the token made sense, so that what is not in `granted` has certainly not been granted. */
  readonly complete: boolean;
}

/** A version-1 token lists the permissions as they are. */
export function permissionsOfV1(claim: unknown): Permissions | undefined {
  if (!Array.isArray(claim)) return undefined;
  const granted = claim.filter((item) => typeof item === 'string');
  return { granted, complete: granted.length === claim.length };
}

/**
 * A version-2 token has a bit mask for each feature of the organization: bit 0 stands for the first name in `per`.
 * The masks go by position among the organization's features; those of the user only are not counted, as in Clerk's SDK.
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
    granted: features.flatMap((feature, position) => named(masks[position] ?? '', `org:${feature}:`, names)),
    complete: isWellFormed && masks.length >= features.length,
  };
}

function named(bits: string, prefix: string, names: string[]): string[] {
  const granted: string[] = [];
  for (let bit = 0; bit < bits.length && bit < names.length; bit++) {
    if (bits[bits.length - 1 - bit] === '1') granted.push(prefix + names[bit]);
  }
  return granted;
}

/** The binary digits of a decimal number. It may have more than 53 bits, which `Number` would round. */
function bitsOf(decimal: string): string | undefined {
  return decimal.length <= MAX_MASK_DIGITS && /^\d+$/.test(decimal) ? BigInt(decimal).toString(2) : undefined;
}
