import type { RunningEmulator } from './emulator';

/** Calls an operation of an AWS service with a JSON protocol, such as `Logs_20140328.FilterLogEvents`. */
export async function askService<Answer>(
  { endpoint }: RunningEmulator,
  target: string,
  input: object,
): Promise<Answer> {
  const service = target.startsWith('Logs_') ? 'logs' : 'sqs';
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': target,
    // The emulator reads the service and the region from this header and does not verify the signature.
    authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=-`,
  };
  const response = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify(input) });
  return (await response.json()) as Answer;
}
