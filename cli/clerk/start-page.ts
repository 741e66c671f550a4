import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UsageError } from '../shared/usage-error';
import { ACTIONS } from './actions';
import { readForm } from './form';
import { requireOwnSite, requireSecret, type Site } from './guard';
import { PAGE_FILES } from './page-files';
import { Refusal } from './refusal';
import type { Run } from './run';

/** The page in the browser that mints and sends tokens of a local Clerk. */
export interface Page {
  /** The URL, with the secret of the run in the fragment, which a browser does not send. */
  readonly url: string;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
}

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** Serves the page on a free port of loopback. */
export async function startPage(run: Run): Promise<Page> {
  const secret = randomBytes(32).toString('base64url');
  const server = createServer(async (request, response) => {
    const { status, type, body } = await answerTo(request, { host, secret }, run);
    response.writeHead(status, { ...HEADERS, 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}/#secret=${secret}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerTo(request: IncomingMessage, site: Site, run: Run): Promise<Answer> {
  try {
    requireOwnSite(request, site);
    const path = request.url ?? '';
    const file = PAGE_FILES.get(path);
    const action = ACTIONS.get(path);
    if (file && request.method === 'GET') return { status: 200, type: file.type, body: file.read() };
    if (file || (action && request.method !== 'POST')) throw new Refusal(405, 'The method is not allowed here.');
    if (!action) throw new Refusal(404, 'There is nothing at this path.');
    requireSecret(request, site);
    return asJson(200, await action(run, await readForm(request)));
  } catch (error) {
    if (error instanceof Refusal) return asJson(error.status, { error: error.message });
    if (error instanceof UsageError) return asJson(400, { error: error.message });
    // The message is left out, because it may contain a part of a token.
    return asJson(500, { error: `Unexpected ${(error as Error).name}: please open an issue.` });
  }
}

function asJson(status: number, content: object): Answer {
  return { status, type: 'application/json', body: JSON.stringify(content) };
}
