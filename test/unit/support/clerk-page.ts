import { request } from 'node:http';
import type { Run } from '../../../cli/clerk/run';
import { startPage } from '../../../cli/clerk/start-page';
import { type LocalClerk, startLocalClerk } from '../../../local/clerk/local-clerk';

/** The audience of the tokens and APIs in the tests of the page. */
export const AUDIENCE = 'my-api';

interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly text: string;
}

/** The page of a local Clerk, and the requests of its script. */
export class ClerkPage {
  /** Starts a local Clerk with its page. */
  public static async start(): Promise<ClerkPage> {
    const clerk = await startLocalClerk();
    return ClerkPage.open({ clerk });
  }

  /** Starts a page of a local Clerk that runs. */
  public static async open(run: Run): Promise<ClerkPage> {
    const { url, close } = await startPage(run);
    return new ClerkPage(run.clerk, new URL(url), close);
  }

  /** The value of the header `Host`. */
  public readonly host: string;
  /** The headers of the script in the page. */
  public readonly headers: Readonly<Record<string, string>>;

  private constructor(
    public readonly clerk: LocalClerk,
    { host, origin, hash }: URL,
    public readonly close: () => Promise<void>,
  ) {
    this.host = host;
    this.headers = { host, origin, 'x-run-secret': hash.replace('#secret=', '') };
  }

  /** Sends a request as it is: `fetch` cannot set `Host` and `Origin`. */
  public call(method: string, path: string, headers: Record<string, string>, body = '{}'): Promise<Answer> {
    const port = headers.host.split(':')[1];
    return new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, method, path, headers, agent: false }, async (response) => {
        const text = Buffer.concat(await response.toArray()).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      })
        .once('error', reject)
        .end(method === 'POST' ? body : undefined);
    });
  }

  /** Does what the page does. */
  public async act(action: string, fields: Record<string, unknown> = {}) {
    const { status, text } = await this.call('POST', `/api/${action}`, this.headers, JSON.stringify(fields));
    return { status, ...JSON.parse(text) };
  }
}
