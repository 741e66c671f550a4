import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from './support/browser';

/* The page of the local Clerk in a real browser, by keyboard alone, against an example that is deployed to the emulator. */

let browser: Browser;
let page: Page;
const mistakes: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
  page = await browser.newPage();
  page.on('console', (message) => message.type() === 'error' && mistakes.push(message.text()));
  page.on('pageerror', ({ message }) => mistakes.push(message));
  await page.goto(inject('clerkPage'));
  await answered('Nothing was sent yet.');
});
afterAll(() => browser?.close());

/** Moves the focus to a field or a button with the Tab key. */
async function tabTo(target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    if ((await target.and(page.locator(':focus')).count()) === 1) return;
  }
  throw new Error(`The Tab key does not reach ${target}`);
}

async function fill(label: string, text: string): Promise<void> {
  await tabTo(page.getByLabel(label)); // this selects the text in the field
  await page.keyboard.type(text);
}

async function press(name: string): Promise<void> {
  await tabTo(page.getByRole('button', { name, exact: true }));
  await page.keyboard.press('Enter');
}

const shown = (id: string) => page.locator(`#${id}`).textContent();
const answered = (text: string) => page.getByText(text, { exact: true }).waitFor();

test('a route refuses the request without a token, and lets in the token that the page minted', async () => {
  await fill('Audience of the API', 'ClerkJwtAuthorizer');
  await fill('URL of the API', inject('examples')['examples/http-api.ts'].url);
  await fill('Path', '/orders');
  await page.keyboard.press('Enter');
  await answered('401 for GET /orders');
  expect(await shown('explanation')).toContain('session-token-missing');

  await press('Mint');
  await answered('The token is in the field below.');
  await press('Send');
  await answered('200 for GET /orders');
  expect(JSON.parse((await shown('body')) ?? '')).toMatchObject({ routeKey: 'GET /orders' });
  expect(await shown('explanation')).toMatch(/^The token is let in\n/);
});

test('a token with a flaw is refused, and the page says why', async () => {
  await fill('Flaw', 'expired');
  await press('Mint');
  await answered('The token is in the field below.');
  await press('Send');
  await answered('401 for GET /orders');
  expect(await shown('explanation')).toContain('token-expired');
});

test('a mistake is said in a sentence', async () => {
  await fill('Metadata', '[1]');
  await press('Mint');
  await answered('The metadata is a JSON object, such as {"role":"admin"}.');
});

test('the browser reports no mistake, such as something that the policy of the page blocks', () => {
  expect(mistakes.filter((text) => !text.includes('status of 400'))).toEqual([]);
});
