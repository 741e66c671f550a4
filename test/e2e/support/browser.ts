import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser as Chromium, chromium, type Page } from 'playwright-core';
import type { Api } from '../../../local/emulator/api';

const CANDIDATES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const QUIET = ['background-networking', 'component-update', 'sync'].map((feature) => `--disable-${feature}`);
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', ...QUIET];

/** The result of a `fetch` in the page. */
export interface Fetched {
  /** The response as the script saw it; undefined if the browser withheld it from the script. */
  readonly seen?: { readonly status: number; readonly body: string };
  /** The requests on the network with the status of their responses, including preflights. */
  readonly exchanges: { readonly method: string; readonly status: number }[];
}

export interface Browser {
  /** The origin of the page. */
  readonly origin: string;
  fetch(api: Api, path: string, init?: RequestInit): Promise<Fetched>;
  close(): Promise<void>;
}

/** Starts a headless Chromium. */
export function launchChromium(): Promise<Chromium> {
  const executablePath = CANDIDATES.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error('The browser tests need Chromium: install it, or name it in CHROMIUM');
  return chromium.launch({ executablePath, args: ARGS });
}

/** Opens a page in a headless Chromium. Its origin differs from that of every API. */
export async function openBrowser(): Promise<Browser> {
  const site = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<!doctype html>'));
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const browser = await launchChromium();
  const page = await browser.newPage();
  const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  await page.goto(origin);

  return {
    origin,
    fetch: (api, path, init) => fetchFrom(page, `${api.url}${path}`, init),
    async close() {
      await browser.close();
      site.closeAllConnections();
      site.close();
    },
  };
}

async function fetchFrom(page: Page, url: string, init: RequestInit = {}): Promise<Fetched> {
  // Playwright's own events hide preflights, those of the Chrome DevTools Protocol do not.
  const session = await page.context().newCDPSession(page);
  const methods = new Map<string, string>();
  const exchanges: Fetched['exchanges'] = [];
  session.on('Network.requestWillBeSent', ({ requestId, request }) => methods.set(requestId, request.method));
  session.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode }) => {
    exchanges.push({ method: methods.get(requestId) ?? requestId, status: statusCode });
  });
  await session.send('Network.enable');

  const seen = await page.evaluate(
    async ([url, init]) => {
      try {
        const response = await fetch(url, init);
        return { status: response.status, body: await response.text() };
      } catch {
        return undefined;
      }
    },
    [url, init] as const,
  );
  await session.detach();
  return { seen, exchanges };
}
