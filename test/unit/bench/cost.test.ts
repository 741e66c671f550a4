import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { costOf, HTTP_API, REST_API } from '../../../bench/aws-prices';
import { costDocuments } from '../../../bench/cost/document';
import { MEMORY_MB, missShare, monthlyCost, peakOf, requestsUntilQuota } from '../../../bench/cost/model';
import { newApi, newIntegration, newStack, resources } from '../support/stack';

test.each(Object.keys(costDocuments()))('docs/%s is what the script computes', (path) => {
  expect(existsSync(`docs/${path}`)).toBe(true);
  expect(readFileSync(`docs/${path}`, 'utf8')).toBe(costDocuments()[path]);
});

describe('the price of a month', () => {
  test.each([
    [1e6, 1],
    [300e6, 300],
    [1e9, 300 + 700 * 0.9],
  ])('of %d requests to an HTTP API is $%d', (requests, dollars) => {
    expect(costOf(requests, HTTP_API)).toBeCloseTo(dollars);
  });

  test.each([
    [333e6, 333 * 3.5],
    [2e9, 333 * 3.5 + 667 * 2.8 + 1000 * 2.38],
  ])('of %d requests to a REST API is $%d', (requests, dollars) => {
    expect(costOf(requests, REST_API)).toBeCloseTo(dollars);
  });

  test('has $0.2067 for a million calls of the authorizer', () => {
    const [withIt, without] = [1, 0].map((calls) => monthlyCost({ name: '', api: 'http', calls }, 1e6));
    // $0.20 for the calls, and 0.002 s × 0.25 GB × 1,000,000 × $0.0000133334
    expect(withIt - without).toBeCloseTo(0.2067, 4);
  });
});

test('the functions of this package have the memory that the model counts with', () => {
  const stack = newStack();
  newApi({ useLambdaAuthorizer: true, routes: [{ path: '/x', integration: newIntegration() }] }, stack);
  const functions = resources(stack, 'AWS::Lambda::Function');
  expect([...new Set(functions.map(({ MemorySize }) => MemorySize))]).toEqual([MEMORY_MB]);
});

test('a decision is cached for the requests that have the same token and route', () => {
  expect(missShare(1)).toBeCloseTo(1);
  // Two requests meet the same of three routes with a chance of one third.
  expect(missShare(2)).toBeCloseTo((2 - 1 / 3) / 2);
  expect(missShare(600)).toBeCloseTo(3 / 600);
});

test('concurrency is requests a second × duration', () => {
  expect(peakOf(1e9)).toEqual({ perSecond: (1e9 / 2_592_000) * 5, instances: 4 });
  expect(requestsUntilQuota(300, false)).toBeCloseTo(1000 / 0.3);
  expect(requestsUntilQuota(50, true)).toBe(5000);
});
