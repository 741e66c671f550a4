import { describe, expect, test } from 'vitest';
import { API, restRequest, restToken, webSocketConnect } from '../../support/events';
import { event, mint, newHandler, outcomeOfEvent, policy } from '../../support/handler';

/*
 * Each kind of API has its own form of event and of response. The policies here grant everything on another kind of
 * API, so a confusion of two kinds would grant access.
 */

const good = mint();
const restPolicy = policy({ routes: {}, defaultRoute: 'signedIn' });
const webSocketPolicy = policy({ routes: { $connect: 'signedIn' } });
const httpDenial = { isAuthorized: false, context: { reason: 'event-unsupported' } };

test('an event is read in the format of the API that sent it', async () => {
  expect(await outcomeOfEvent(event(good), policy())).toBe('granted');
  expect(await outcomeOfEvent(restToken(good), restPolicy)).toBe('granted');
  expect(await outcomeOfEvent(restRequest(good), restPolicy)).toBe('granted');
  expect(await outcomeOfEvent(webSocketConnect(good), webSocketPolicy)).toBe('granted');
});

test('the default route of a REST API does not apply to an HTTP API', async () => {
  const http = event(good, 'GET /request');
  expect(await outcomeOfEvent(http, restPolicy)).toBe('route-not-in-policy');
  expect(await outcomeOfEvent({ ...restRequest(good), ...http }, restPolicy)).toBe('route-not-in-policy');
});

test('the policy of a WebSocket API does not apply to a REST API, nor the reverse', async () => {
  expect(await outcomeOfEvent(restRequest(good), webSocketPolicy)).toBe('route-not-in-policy');
  expect(await outcomeOfEvent(webSocketConnect(good), restPolicy)).toBe('route-not-in-policy');
});

describe.each(Object.entries({ TOKEN: restToken, REQUEST: restRequest }))('a REST authorizer of type %s', (_, rest) => {
  test.each([
    ['is missing', undefined],
    ['is not a string', 1],
    ['is a list', [`${API}/test/GET/request`]],
    ['has a prefix', `x${API}/test/GET/request`],
    ['is not an ARN', 'GET/request'],
    ['is of another service', 'arn:aws:lambda:us-east-1:123456789012:abcdef123/test/GET/request'],
    ['lacks the account', 'arn:aws:execute-api:us-east-1:abcdef123/test/GET/request'],
    ['lacks the method', `${API}/test`],
    ['has a wildcard for the stage', `${API}/*/GET/request`],
    ['has a wildcard for the method', `${API}/test/*/request`],
    ['has a wildcard for the API', 'arn:aws:execute-api:us-east-1:123456789012:*/test/GET/request'],
    ['has a wildcard for the partition', 'arn:*:execute-api:us-east-1:123456789012:abcdef123/test/GET/request'],
    ['has a wildcard for the account', 'arn:aws:execute-api:us-east-1:*:abcdef123/test/GET/request'],
  ])('returns no IAM policy if the method ARN %s', async (_, methodArn) => {
    expect(await newHandler(restPolicy).handle(rest(good, { methodArn }))).toEqual(httpDenial);
  });

  test('returns no IAM policy for an event with a version, which only HTTP APIs send', async () => {
    expect(await newHandler(restPolicy).handle(rest(good, { version: '1.0' }))).toEqual(httpDenial);
  });
});
