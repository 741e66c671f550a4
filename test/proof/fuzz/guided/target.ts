/** What a fuzzer runs, and what it starts from. */
export interface Target {
  /** What is tried, for the report. */
  readonly title: string;
  /** Texts to start from: what is expected, and what is near to it. */
  readonly seeds: readonly string[];
  /** Pieces of text that random changes would not come upon. */
  readonly dictionary: readonly string[];
  /** How often an execution got as far as it may, which shows that the oracle had something to judge. */
  readonly reached: { count: number };
  /** The fuzzer does not wait for a promise, unless it is told to, and then it is slow. */
  readonly isAsync: boolean;
  /** Throws if what it sees is wrong. */
  fuzz(data: Buffer): void | Promise<void>;
}
