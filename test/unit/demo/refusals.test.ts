import { expect, test } from 'vitest';
import { dashboardPicture } from '../../../demo/dashboard-picture';
import { refusalTable, refusalVerdict } from '../../../demo/refusals';

const expired = { reason: 'token-expired', remedy: 'Call getToken() before each request: session tokens expire.' };
const rule = { reason: 'rule-not-met', remedy: 'Compare the claims. Grant the user what it requires.' };
const admin = { ...rule, unmetPart: 'has role org:admin', unmetBecause: 'the token says otherwise' };
const plan = { ...rule, unmetPart: 'has plan pro', unmetBecause: 'the token does not say' };

test('refusals are counted by reason and by the part of the rule, the most frequent ones first', () => {
  expect(refusalTable([admin, expired, plan, expired, expired, admin])).toMatchInlineSnapshot(`
    "    3  token-expired                     Call getToken() before each request
        2  rule-not-met                      Compare the claims
           has role org:admin: the token says otherwise
        1  rule-not-met                      Compare the claims
           has plan pro: the token does not say"
  `);
});

test('the verdict is good if every line says why and what to do', () => {
  expect(refusalVerdict([expired, admin])).toMatch(/^✓ .* 2 refusals/);
});

test.each([{ ...expired, reason: '' }, { ...expired, remedy: '' }, rule])('the verdict is bad for %j', (line) => {
  expect(refusalVerdict([expired, line])).toMatch(/^✗ 1 of 2 refusals/);
});

test('the picture of the dashboard has the numbers of the run, and says that it is drawn', () => {
  const picture = dashboardPicture(7, [expired, { ...admin, routeKey: 'GET /a<b', unmetPart: 'x & y' }, expired]);
  const texts = [...picture.matchAll(/<text [^>]*>([^<]*)</g)].map(([, text]) => text);
  expect(texts).toEqual(
    expect.arrayContaining(['7', '3', 'token-expired', '2', '1  GET /a&lt;b – x &amp; y: the token says otherwise']),
  );
  expect(texts[0]).toMatch(/^Drawn with the numbers of one run/);
});
