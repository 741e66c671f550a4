import { costOf, HTTP_API, LAMBDA_GB_SECOND, LAMBDA_REQUEST, LOG_GB, REST_API } from '../aws-prices';

/** Memory of the authorizer's function, unless `functionOptions` says otherwise. */
export const MEMORY_MB = 256;

/** The billed milliseconds of a warm call of the authorizer: less than 1 for the decision, and 1 for the runtime of Lambda. */
export const BILLED_MS = 2;

/** Routes that one user's front end calls within a minute, each as often as the others. */
export const ROUTES_PER_MINUTE = 3;

/** A line of the access log of `ClerkProtectedHttpApi`, with the 26 bytes that CloudWatch adds to each event. */
export const ACCESS_LOG_BYTES = 500;

/** Peak traffic as a multiple of the average. */
export const PEAK = 5;

const SECONDS_PER_MONTH = 30 * 24 * 3600;

/** A way to authorize the requests of an API. */
export interface Way {
  readonly name: string;
  readonly api: 'http' | 'rest';
  /** Calls of the authorizer's function for one request. */
  readonly calls: number;
}

/** The part of requests whose decision is not in API Gateway's cache, if a user sends this many requests a minute. */
export function missShare(requestsPerMinute: number): number {
  // The key of a decision is the token, which is new every minute, and the route.
  const routesCalled = ROUTES_PER_MINUTE * (1 - (1 - 1 / ROUTES_PER_MINUTE) ** requestsPerMinute);
  return routesCalled / requestsPerMinute;
}

export const RATES = [1, 6, 60];

export const WAYS: readonly Way[] = [
  { name: 'HTTP API, JWT authorizer', api: 'http', calls: 0 },
  { name: 'HTTP API, Lambda authorizer', api: 'http', calls: 1 },
  ...RATES.map((rate): Way => ({ name: `HTTP API, cached, ${rate} a minute`, api: 'http', calls: missShare(rate) })),
  { name: 'REST API, Lambda authorizer', api: 'rest', calls: 1 },
  ...RATES.map((rate): Way => ({ name: `REST API, cached, ${rate} a minute`, api: 'rest', calls: missShare(rate) })),
];

/** US dollars a month for the requests and their authorization. */
export function monthlyCost({ api, calls }: Way, requests: number): number {
  return costOf(requests, api === 'http' ? HTTP_API : REST_API) + authorizerCost(requests * calls);
}

export function authorizerCost(calls: number): number {
  const gbSeconds = (calls * BILLED_MS * MEMORY_MB) / 1000 / 1024;
  return calls * LAMBDA_REQUEST + costOf(gbSeconds, LAMBDA_GB_SECOND);
}

export function accessLogCost(requests: number): number {
  return (requests * ACCESS_LOG_BYTES * LOG_GB) / 1e9;
}

/** Requests a second at peak times, and the instances of the authorizer's function that work on them at once. */
export function peakOf(requests: number): { readonly perSecond: number; readonly instances: number } {
  const perSecond = (requests / SECONDS_PER_MONTH) * PEAK;
  return { perSecond, instances: Math.ceil((perSecond * BILLED_MS) / 1000) };
}

/** AWS's default quotas for an account in a region. */
export const QUOTAS = { gatewayPerSecond: 10_000, concurrency: 1000, callsPerSecondPerConcurrency: 10 };

/** Requests a second at which Lambda's quota is reached, with a function as back end that works for so long. */
export function requestsUntilQuota(backEndMs: number, hasAuthorizerFunction: boolean): number {
  const { concurrency, callsPerSecondPerConcurrency } = QUOTAS;
  const busyMs = backEndMs + (hasAuthorizerFunction ? BILLED_MS : 0);
  const calls = hasAuthorizerFunction ? 2 : 1;
  return Math.min((concurrency * 1000) / busyMs, (concurrency * callsPerSecondPerConcurrency) / calls);
}
