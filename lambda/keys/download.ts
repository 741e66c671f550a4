/** Together with a cold start this has to stay well below the function's timeout of 5 seconds. */
const TIMEOUT_MS = 4000;
const MAX_BYTES = 150_000;

/**
 * GETs a document: status 200 only, so that no redirect is followed, and bounded in time and size.
 * `node:https` is loaded on the first call (an `import()` would take a helper), and `fetch` never: it would make Node load
 * all of undici.
 */
export async function download(url: string, timeoutMs = TIMEOUT_MS): Promise<string> {
  const { get } = process.getBuiltinModule(url.startsWith('https:') ? 'node:https' : 'node:http');
  let timer: NodeJS.Timeout | undefined;
  return new Promise<string>((resolve, reject) => {
    const fail = () => {
      reject(new Error('no document'));
      request.destroy();
    };
    // Servers like Clerk's turn away clients that do not say who they are.
    const headers = { accept: 'application/json', 'user-agent': 'cdk-clerk-authorizer' };
    // A connection kept alive through a freeze of the function would be dead when it is needed again.
    const request = get(url, { agent: false, headers }, (response) => {
      if (response.statusCode !== 200) fail();
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > MAX_BYTES) fail();
      });
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
      response.on('error', reject); // includes a body that breaks off
    });
    timer = setTimeout(fail, timeoutMs);
    request.on('error', reject);
  }).finally(() => clearTimeout(timer));
}
