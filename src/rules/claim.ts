import { fail } from '../diagnostics/diagnostics';
import { ClaimRule } from './claim-rule';
import { finiteNumber, scalar } from './claim-rule-input';

/**
 * A claim of the token, to be compared with something.
 *
 * Comparison is exact and by JSON type: the text `"5"` is not the number `5`, and `"Admin"` is not `"admin"`.
 * A claim that is missing or of another type than expected never meets a rule, and neither does it meet the rule's negation.
 */
export class Claim {
  /** @internal */
  public static _at(path: string[]): Claim {
    return new Claim(path);
  }

  private constructor(private readonly path: string[]) {}

  /**
   * The claim is this value.
   *
   * Languages other than TypeScript have this as `equalTo`: in some of them every object has an `equals` already.
   *
   * @param value a string, a finite number or a boolean
   * @throws if the value is anything else
   * @jsii ignore
   */
  public equals(value: unknown): ClaimRule {
    return this.equalTo(value);
  }

  /**
   * The claim is this value. In TypeScript, `equals` is the same.
   *
   * @param value a string, a finite number or a boolean
   * @throws if the value is anything else
   */
  public equalTo(value: unknown): ClaimRule {
    return ClaimRule._of({ op: 'equals', claim: this.path, value: scalar(value) });
  }

  /**
   * The claim is one of these values.
   *
   * @param values strings, finite numbers or booleans, at least one
   * @throws if there are none, or one of them is anything else
   */
  public oneOf(...values: unknown[]): ClaimRule {
    if (values.length === 0) {
      fail('ClaimRule.emptyOneOf', {
        what: "'oneOf' without values can never be met",
        fix: "write .oneOf('admin', 'support')",
      });
    }
    return ClaimRule._of({ op: 'oneOf', claim: this.path, values: values.map(scalar) });
  }

  /**
   * The claim is a list, and this value is in it. Text is not searched.
   *
   * @param value a string, a finite number or a boolean
   * @throws if the value is anything else
   */
  public contains(value: unknown): ClaimRule {
    return ClaimRule._of({ op: 'contains', claim: this.path, value: scalar(value) });
  }

  /**
   * The claim is there, whatever it is. `null` does not count, and does not count as missing either.
   *
   * A claim counts as missing if the object that it would be in is there. `noneOf` of this rule is then met.
   */
  public exists(): ClaimRule {
    return ClaimRule._of({ op: 'exists', claim: this.path });
  }

  /**
   * The claim is a number, and at least this one.
   *
   * @throws if the number is not finite, or known at deployment only
   */
  public atLeast(value: number): ClaimRule {
    return ClaimRule._of({ op: 'atLeast', claim: this.path, value: finiteNumber(value) });
  }

  /**
   * The claim is a number, and at most this one.
   *
   * @throws if the number is not finite, or known at deployment only
   */
  public atMost(value: number): ClaimRule {
    return ClaimRule._of({ op: 'atMost', claim: this.path, value: finiteNumber(value) });
  }
}
