import { fail } from '../diagnostics/diagnostics';
import { type PolicyReverificationLevel, REVERIFICATION_PRESETS } from '../policy/policy-document';

/**
 * Which factors a user has to have used.
 *
 * Clerk asks for what the user has: without a second factor, the first one is enough at every level.
 */
export enum ReverificationLevel {
  /** The first factor, such as a password. */
  FIRST_FACTOR = 'first_factor',
  /** The second factor, such as an authenticator app. */
  SECOND_FACTOR = 'second_factor',
  /** Both of them. */
  MULTI_FACTOR = 'multi_factor',
}

/**
 * Options of `Reverification.custom`.
 */
export interface CustomReverificationOptions {
  /**
   * Which factors the user has to have used.
   */
  readonly level: ReverificationLevel;

  /**
   * For how many minutes that holds, at least 1.
   */
  readonly afterMinutes: number;
}

type Requirement = { readonly level: PolicyReverificationLevel; readonly afterMinutes: number };

/**
 * How recently, and with which factors, a user has to have proven who they are.
 *
 * @see https://clerk.com/docs/guides/secure/reverification
 */
export class Reverification {
  /**
   * Clerk's `strict_mfa`: both factors within the last 10 minutes.
   */
  public static strictMfa(): Reverification {
    return new Reverification(REVERIFICATION_PRESETS.strict_mfa);
  }

  /**
   * Clerk's `strict`: the second factor within the last 10 minutes.
   */
  public static strict(): Reverification {
    return new Reverification(REVERIFICATION_PRESETS.strict);
  }

  /**
   * Clerk's `moderate`: the second factor within the last hour.
   */
  public static moderate(): Reverification {
    return new Reverification(REVERIFICATION_PRESETS.moderate);
  }

  /**
   * Clerk's `lax`: the second factor within the last day.
   */
  public static lax(): Reverification {
    return new Reverification(REVERIFICATION_PRESETS.lax);
  }

  /**
   * Any other combination.
   *
   * @throws if the level is none of Clerk's, or the time is not a whole number of minutes from 1 up
   */
  public static custom(options: CustomReverificationOptions): Reverification {
    const { level, afterMinutes } = options;
    if (!Object.values(ReverificationLevel).includes(level)) {
      fail('Reverification.level', {
        what: "'level' is none of Clerk's",
        got: level,
        fix: 'write level: ReverificationLevel.SECOND_FACTOR',
      });
    }
    // Also refuses a number that is known at deployment only: CDK stands for it with a huge negative one.
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
