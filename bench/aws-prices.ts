/**
 * The prices that the documentation computes with: US dollars in us-east-1, without the free tiers, read in November 2026.
 *
 * @see https://aws.amazon.com/api-gateway/pricing/
 * @see https://docs.aws.amazon.com/whitepapers/latest/best-practices-api-gateway-private-apis-integration/cost-optimization.html
 * @see https://aws.amazon.com/lambda/pricing/
 * @see https://aws.amazon.com/blogs/compute/introducing-tiered-pricing-for-aws-lambda/
 * @see https://aws.amazon.com/cloudwatch/pricing/
 */

/** A price for all units up to a limit, counted by the month. The last tier has no limit. */
export interface Tier {
  readonly upTo: number;
  readonly price: number;
}

const MILLION = 1e6;

/** One request to an HTTP API, of at most 512 KB. */
export const HTTP_API: readonly Tier[] = [
  { upTo: 300 * MILLION, price: 1.0 / MILLION },
  { upTo: Number.POSITIVE_INFINITY, price: 0.9 / MILLION },
];

/** One request to a REST API. */
export const REST_API: readonly Tier[] = [
  { upTo: 333 * MILLION, price: 3.5 / MILLION },
  { upTo: 1000 * MILLION, price: 2.8 / MILLION },
  { upTo: 20_000 * MILLION, price: 2.38 / MILLION },
  { upTo: Number.POSITIVE_INFINITY, price: 1.51 / MILLION },
];

/** One call of a Lambda function. */
export const LAMBDA_REQUEST = 0.2 / MILLION;

/** A GB-second of a Lambda function on Arm, billed by the millisecond. */
export const LAMBDA_GB_SECOND: readonly Tier[] = [
  { upTo: 7.5e9, price: 0.0000133334 },
  { upTo: 18.75e9, price: 0.0000133334 * 0.9 },
  { upTo: Number.POSITIVE_INFINITY, price: 0.0000133334 * 0.8 },
];

/** A GB that is written to CloudWatch Logs, in the standard class. */
export const LOG_GB = 0.5;

/** Returns the price of an amount, each part at the price of its tier. */
export function costOf(amount: number, tiers: readonly Tier[]): number {
  let from = 0;
  let cost = 0;
  for (const { upTo, price } of tiers) {
    cost += Math.max(0, Math.min(amount, upTo) - from) * price;
    from = upTo;
  }
  return cost;
}
