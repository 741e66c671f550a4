/** No document of Clerk comes near it; API Gateway accepts 150,000 bytes. */
const MAX_BYTES = 1_000_000;

/** A document with what API Gateway limits, or why there is none. */
export type Answer =
  | { readonly failure: string }
  | { readonly status: number; readonly text: string; readonly bytes: number; readonly milliseconds: number };

export interface FetchOptions {
  readonly timeoutMs: number;
  /** Returns the current time in milliseconds. */
  readonly now: () => number;
}

/** Fetches a document as API Gateway does: without credentials, and without following redirects. */
export async function fetchDocument(url: string, { timeoutMs, now }: FetchOptions): Promise<Answer> {
  const start = now();
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: { accept: 'application/json', 'user-agent': 'cdk-clerk-authorizer' },
    });
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > MAX_BYTES) break;
    }
    const text = Buffer.concat(chunks).toString();
    return { status: response.status, text, bytes, milliseconds: now() - start };
  } catch (error) {
    return { failure: describe(error as Error & { cause?: { code?: string } }, timeoutMs) };
  }
}

function describe({ name, cause }: Error & { cause?: { code?: string } }, timeoutMs: number): string {
  if (name === 'TimeoutError') return `there was no answer within ${timeoutMs / 1000} seconds`;
  const { code = 'no connection' } = cause ?? {};
  if (code === 'ENOTFOUND') return 'the host does not exist';
  return /CERT|TLS|SSL/.test(code) ? `the TLS certificate is not valid (${code})` : `the connection failed (${code})`;
}
