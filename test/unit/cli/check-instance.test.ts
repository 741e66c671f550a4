import { expect, test } from 'vitest';
import { checkInstance } from '../../../cli/doctor/check-instance';

test.each([
  ['https://sensible-skunk-49.clerk.accounts.dev', 'Doctor.developmentInstance'],
  ['https://clerk.example.com', undefined],
  ['http://127.0.0.1:8080', 'Doctor.notHttps'],
])('the instance %s gets the finding %s', (url, id) => {
  expect(checkInstance(url).map((finding) => finding.id)).toEqual([id]);
});
