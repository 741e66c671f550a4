import type { IncomingMessage } from 'node:http';

/** A response of the API, for the page. */
export interface Received {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** Whether the body is longer than what is shown. */
  readonly isCut: boolean;
}

const MAX_BYTES = 256 * 1024;

/** Reads a response, and no more of its body than the page shows. */
export async function readResponse(response: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_BYTES) break; // this closes the connection
  }
  const body = Buffer.concat(chunks).subarray(0, MAX_BYTES).toString();
  const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
  return { status: response.statusCode ?? 0, headers, body, isCut: size > MAX_BYTES };
}
