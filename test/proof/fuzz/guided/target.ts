/** A fuzz target and its initial corpus. */
export interface Target {
  /** The name of the fuzzed input in the report. */
  readonly title: string;
  /** The initial corpus: valid and almost valid inputs. */
  readonly seeds: readonly string[];
  /** Words that random mutations would not find. */
  readonly dictionary: readonly string[];
  /** The number of executions that reached the oracle. Without any, the target would not check anything. */
  readonly reached: { count: number };
  /** Whether `fuzz` returns a promise. The fuzzer is much slower then. */
  readonly isAsync: boolean;
  /** Runs one input. Throws if the result is wrong. */
  fuzz(data: Buffer): void | Promise<void>;
}
