import { beforeAll, expect, test } from 'vitest';
import { compileFixes } from '../../support/compile-fixes';
import { codeOf, type FixText, fixTexts, fixTextsOf } from '../../support/fix-texts';

/** The compiler reads the types of the CDK, which takes seconds. */
const TIMEOUT = 240_000;

/** What stands for values in fix texts. */
const SAMPLES = {
  'access/describe-finding.ts fix': ['leave the methods out'],
  'oauth/check-metadata.ts prop': ['resourceDocumentation', 'resourcePolicyUri', 'resourceTosUri'],
  'oauth/protected-resource-metadata.ts prop': ['protectedResourceMetadata', 'metadata'],
  'http/route-plan.ts prop': ['access', 'defaultAccess'],
  'tokens/frontend-api-url.ts fix': ["frontendApiUrl: 'https://clerk.example.com'"],
  COPY_IT: ["frontendApiUrl: 'https://clerk.example.com', copied from the Clerk Dashboard"],
  'withMethod[1]': ['GET'],
  'correction(table, meant)': ["write 'rule'"],
  op: ['allOf', 'anyOf', 'noneOf'],
  hint: ['write the key of a method that has the authorizer'],
  'line(`https://${host.slice(0, -1)}`)': ["frontendApiUrl: 'https://clerk.example.com'"],
  special: /^TokenSource\..*\)$/,
  example: /^[a-z]\w*\(.*\)$/,
  "[...steps, ...path.slice(1)].map((name) => `'${name}'`).join(', ')": ["'metadata', 'role'"],
};

/** A fix text without code begins with one of these: it tells what to do elsewhere, or what to leave out. */
const VERBS =
  'acknowledge add copy create define deploy give guard keep leave list look map merge remove rotate take use'.split(
    ' ',
  );

/** Besides, `write` may have an object that is no code. An example such as `hasPlan('org:pro')` is checked where it is used. */
const PROSE = new RegExp(
  `^(${VERBS.join('|')}|write (it in|the URL of|the key of|\\w+ (beside|instead of|for)))\\b|^has(Plan|Feature)\\(`,
);

/** Wrong fix texts, and a right one at the end. */
const PLANTED = `
  fail('X', { fix: 'write ClerkKeys.fromPem(process.env.CLERK_JWT_KEY), or remove it' });
  fail('X', { fix: "write tokenKinds: ['session'] and deploy" });
  fail('X', { fix: isOne ? 'write noSuchProp: 1' : \`write path: \${path}\` });
  fail('X', { fix: "write path: '/orders', methods: [HttpMethod.GET], or remove it" });`;

const linesOf = (texts: FixText[]) =>
  texts.flatMap(({ file, text }) => codeOf(text).map((code) => ({ file, text: code })));

const texts = fixTexts(SAMPLES);
const lines = linesOf(texts);
const planted = linesOf(fixTextsOf('planted.ts', PLANTED, { path: ['1'] }));
let errors: string[];

beforeAll(() => {
  errors = compileFixes([...lines, ...planted]);
}, TIMEOUT);

test(`the ${lines.length} lines of code in fix texts compile`, () => {
  expect(lines.length).toBeGreaterThan(60);
  expect(errors.filter((error) => !error.startsWith('planted.ts'))).toEqual([]);
});

test('a fix text without code is an instruction', () => {
  expect(texts.filter(({ text }) => codeOf(text).length === 0 && !PROSE.test(text))).toEqual([]);
});

test('a fix text that does not compile is found', () => {
  expect(errors.filter((error) => error.startsWith('planted.ts'))).toEqual([
    expect.stringContaining('ClerkKeys.fromPem(process.env.CLERK_JWT_KEY): '),
    expect.stringContaining("tokenKinds: ['session']: "),
    expect.stringContaining('noSuchProp: 1: '),
    expect.stringContaining('path: 1: '),
  ]);
});
