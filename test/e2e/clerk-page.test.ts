import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { launchChromium } from './support/browser';
import { receive } from './support/queues';

/* The page of the local Clerk in a real browser, by keyboard alone, against the examples that are deployed to the emulator. */

const AUDIENCE = 'ClerkJwtAuthorizer';

let browser: Browser;
let page: Page;
const mistakes: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
  page = await browser.newPage();
  page.on('console', (message) => message.type() === 'error' && mistakes.push(message.text()));
  page.on('pageerror', ({ message }) => mistakes.push(message));
});
afterAll(() => browser?.close());

async function open(url: string): Promise<void> {
  await page.goto('about:blank'); // the URLs of one page differ in the fragment only
  await page.goto(url);
  await answered('Nothing was sent yet.');
}

/** Moves the focus to a field or a button with the Tab key. */
async function tabTo(target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    if ((await target.and(page.locator(':focus')).count()) === 1) return;
  }
  throw new Error(`The Tab key does not reach ${target}`);
}

/** Types into the field whose label begins like this, or chooses in a select what begins with the text. */
async function fill(label: string, text: string): Promise<void> {
  await tabTo(page.getByLabel(new RegExp(`^${label}\\b`))); // this selects the text in the field
  await page.keyboard.type(text);
}

async function press(name: string): Promise<void> {
  await tabTo(page.getByRole('button', { name, exact: true }));
  await page.keyboard.press('Enter');
}

async function mint(): Promise<string> {
  await press('Mint');
  await answered('The token is in the field below.');
  return page.getByLabel('Token, minted or pasted').inputValue();
}

async function send(answer: string): Promise<void> {
  await press('Send');
  await answered(answer);
}

const shown = (id: string) => page.locator(`#${id}`).textContent();
const answered = (text: string) => page.getByText(text, { exact: true }).waitFor();
const labels = () => page.locator('#mint label:visible').allTextContents();

describe('with the templates of the examples', () => {
  beforeEach(async () => {
    await open(inject('clerkPage').withTemplates);
    await fill('Audience', AUDIENCE);
  });

  test('a route refuses the request without a token, and lets in the token that the page minted', async () => {
    await fill('API', 'HttpApiExample');
    expect(await page.getByLabel('URL of the API').inputValue()).toBe(inject('examples')['examples/http-api.ts'].url);
    await fill('Path', '/orders');
    await page.keyboard.press('Enter');
    await answered('401 for GET /orders');
    expect(await shown('explanation')).toMatch(/^The token for GET \/orders is refused: 401 Unauthorized/);

    await mint();
    await send('200 for GET /orders');
    expect(JSON.parse((await shown('body')) ?? '')).toMatchObject({ routeKey: 'GET /orders' });
    expect(await shown('explanation')).toMatch(/^The token for GET \/orders is let in\n/);
  });

  test('an OAuth access token needs the scope of the route', async () => {
    await fill('API', 'HttpApiExample');
    await fill('Path', '/reports');
    await fill('Kind of token', 'OAuth');
    expect(await mint().then(decodeProtectedHeader)).toMatchObject({ typ: 'at+jwt' });
    await send('403 for GET /reports');
    expect(await shown('explanation')).toContain('403 Forbidden');

    await fill('Scopes', 'reports:read');
    await mint();
    await send('200 for GET /reports');
    expect(await shown('explanation')).toMatch(/^The token for GET \/reports is let in\n/);
  });

  test('a JWT template token and an M2M token have custom claims, and the fields of their kind', async () => {
    await fill('Kind of token', 'JWT');
    await fill('Custom claims', '{"level":3}');
    expect(await mint().then(decodeJwt)).toMatchObject({ level: 3, sub: expect.stringMatching(/^user_/) });
    expect(await labels()).toHaveLength(6);

    await fill('Kind of token', 'M2M');
    expect(await mint().then(decodeJwt)).toMatchObject({ level: 3, sub: expect.stringMatching(/^mch_/) });
    expect((await labels()).map((label) => label.trim())).not.toContain('User (sub)');
    await fill('API', 'HttpApiExample');
    await fill('Path', '/orders');
    await send('200 for GET /orders');
  });

  test('a request body reaches the back end', async () => {
    const body = '{"from":"the page"}';
    await fill('API', 'HttpQueueExample');
    await mint();
    expect(await page.getByLabel('Request body').isVisible()).toBe(false);
    await fill('Method', 'POST');
    await fill('Path', '/jobs');
    await fill('Request body', body);
    await send('200 for POST /jobs');
    expect(await receive(body)).toHaveLength(1);
  });
});

describe('without a template', () => {
  beforeAll(async () => {
    await open(inject('clerkPage').alone);
    await fill('Audience', AUDIENCE);
    await fill('URL of the API', inject('examples')['examples/http-api.ts'].url);
    await fill('Path', '/orders');
  });

  test('a token with a flaw is refused, and the page says which authorizer answers so', async () => {
    await fill('Flaw', 'expired');
    await mint();
    await send('401 for GET /orders');
    const explanation = await shown('explanation');
    expect(explanation).toContain('The API answered 401, as the JWT authorizer of API Gateway would.');
    expect(explanation).toContain('token-expired');
  });

  test('a mistake is said in a sentence', async () => {
    await fill('Metadata', '[1]');
    await press('Mint');
    await answered('The metadata is a JSON object, such as {"role":"admin"}.');
  });
});

test('the browser reports no mistake, such as something that the policy of the page blocks', () => {
  expect(mistakes.filter((text) => !text.includes('status of 400'))).toEqual([]);
});
