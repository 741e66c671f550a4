/** Milliseconds. Together with a cold start this must stay well below the function's timeout of 5 seconds. */
const TIMEOUT_MS = 4000;
const MAX_BYTES = 150_000;

/**
 * GETs a document, with limits on time and size. Only status 200 is accepted, so redirects are not followed.
 * `node:https` is loaded by the first call and not when the function starts, which keeps cold starts short.
 * `fetch` is not used because it makes Node load all of undici.
 */
export async function download(url: string, timeoutMs = TIMEOUT_MS): Promise<string> {
  const { get } = process.getBuiltinModule(url.startsWith('https:') ? 'node:https' : 'node:http');
  let timer: NodeJS.Timeout | undefined;
  return new Promise<string>((resolve, reject) => {
    const fail = (why: string) => {
      reject(new Error(why));
      request.destroy();
    };
    // Servers such as Clerk's reject clients without a user agent.
    const headers = { accept: 'application/json', 'user-agent': 'cdk-clerk-authorizer' };
    // No keep-alive: Lambda freezes the function between invocations, and the connection would be dead afterwards.
    const request = get(url, { agent: false, headers }, (response) => {
      if (response.statusCode !== 200) fail(`status ${response.statusCode}`);
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > MAX_BYTES) fail(`more than ${MAX_BYTES} bytes`);
      });
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
      response.on('error', reject); // also emitted when the body is incomplete
    });
    timer = setTimeout(() => fail(`no answer in ${timeoutMs} ms`), timeoutMs);
    request.on('error', reject);
  }).finally(() => clearTimeout(timer));
}
