import { expect, test } from 'vitest';
import { callers } from '../../../cli/routes/words';
import type { AccessOfRequest } from '../../../report/route-report';

test.each<[string, AccessOfRequest, string]>([
  ['an optional token', { access: 'lambda', requirement: 'optional' }, 'anyone, token optional'],
  ['a route that the policy does not list', { access: 'lambda', requirement: 'nobody' }, 'nobody'],
  [
    'a rule that is only reported',
    { access: 'lambda', requirement: 'signedIn', rule: 'has plan pro', isReportOnly: true },
    'signed in; only reported: has plan pro',
  ],
  [
    'a rule and an API key',
    { access: 'lambda', rule: 'has plan pro', apiKeyRequired: true },
    'has plan pro, with an API key',
  ],
  ['a mock integration', { access: 'open', isFixedAnswer: true }, 'fixed answer'],
  ['a guarded mock integration', { access: 'iam', isFixedAnswer: true }, 'IAM identities'],
])('the callers of %s', (_, access, words) => {
  expect(callers(access)).toBe(words);
});
