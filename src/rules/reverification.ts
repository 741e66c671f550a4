import { checkType } from '../diagnostics/check-type';
import { fail } from '../diagnostics/diagnostics';
import { markCopy } from '../diagnostics/package-copy';
import { isObject } from '../diagnostics/types';
import { type PolicyReverificationLevel, REVERIFICATION_PRESETS } from '../policy/policy-document';

/**
 * The factors that a user must have verified.
 *
 * Clerk requires only the factors that the user has: without a second factor, the first one is enough at every level.
 */
export enum ReverificationLevel {
  /** The first factor, such as a password. */
  FIRST_FACTOR = 'first_factor',
  /** The second factor, such as an authenticator app. */
  SECOND_FACTOR = 'second_factor',
  /** Both the first and the second factor. */
  MULTI_FACTOR = 'multi_factor',
}

/**
 * Options of `Reverification.custom`.
 */
export interface CustomReverificationOptions {
  /**
   * The factors that the user must have verified.
   */
  readonly level: ReverificationLevel;

  /**
   * The maximum age of the verification in minutes: a whole number, at least 1.
   */
  readonly afterMinutes: number;
}

type Requirement = { readonly level: PolicyReverificationLevel; readonly afterMinutes: number };

/**
 * How recently a user must have verified their identity, and with which factors.
 *
 * @see https://clerk.com/docs/guides/secure/reverification
 */
export class Reverification {
  /**
   * Requires both factors within the last 10 minutes, as Clerk's `strict_mfa` does.
   */
  public static strictMfa(): Reverification {
    return new Reverification(REVERIFICATION_PRESETS.strict_mfa);
  }

  /**
   * Requires the second factor within the last 10 minutes, as Clerk's `strict` does.
   */
  public static strict(): Reverification {
    return new Reverification(REVERIFICATION_PRESETS.strict);
  }

  /**
   * Requires the second factor within the last 60 minutes, as Clerk's `moderate` does.
   */
  public static moderate(): Reverification {
    return new Reverification(REVERIFICATION_PRESETS.moderate);
  }

  /**
   * Requires the second factor within the last 1,440 minutes (one day), as Clerk's `lax` does.
   */
  public static lax(): Reverification {
    return new Reverification(REVERIFICATION_PRESETS.lax);
  }

  /**
   * Requires any other combination of factors and time.
   *
   * @param options the factors and the time in minutes
   * @throws `Reverification.level` if `level` is not a `ReverificationLevel`, `Reverification.afterMinutes` if
   * `afterMinutes` is not a whole number of at least 1
   */
  public static custom(options: CustomReverificationOptions): Reverification {
    const fix = 'write Reverification.custom({ level: ReverificationLevel.SECOND_FACTOR, afterMinutes: 10 })';
    checkType(isObject(options), 'options', options, fix);
    const { level, afterMinutes } = options;
    if (!Object.values(ReverificationLevel).includes(level)) {
      fail('Reverification.level', {
        what: "'level' is not one of Clerk's levels",
        got: level,
        fix: 'write level: ReverificationLevel.SECOND_FACTOR',
      });
    }
    // This also refuses a number that is known only at deployment: CDK represents it by a large negative number.
    if (!Number.isSafeInteger(afterMinutes) || afterMinutes < 1) {
      fail('Reverification.afterMinutes', {
        what: "'afterMinutes' must be a whole number of minutes, at least 1",
        got: afterMinutes,
        fix: 'write afterMinutes: 10',
      });
    }
    return new Reverification({ level, afterMinutes });
  }

  private constructor(private readonly requirement: Requirement) {}

  /** @internal */
  public _render(): Requirement {
    return this.requirement;
  }
}

markCopy(Reverification);

/** Fails on a value that is not a `Reverification`, such as a level alone. */
export function checkReverification(reverification: Reverification): void {
  const fix = 'write ClaimRule.reverified(Reverification.strict())';
  checkType(reverification instanceof Reverification, 'reverification', reverification, fix);
}
