import { lookup } from 'node:dns';
import { type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { UsageError } from '../shared/usage-error';
import type { Form } from './form';
import { type Received, readResponse } from './read-response';
import { requestOf } from './request-of';

const TIMEOUT_MS = 10_000;

/** Sends the request that the form describes, and returns the response. Redirects are not followed. */
export async function send(form: Form, timeoutMs = TIMEOUT_MS): Promise<Received> {
  const { url, method, headers, body } = requestOf(form);
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    return await exchange(url, { method, headers, signal, agent: false, lookup: lookUp }, body);
  } catch (error) {
    if (signal.aborted) throw new UsageError(`The API did not answer within ${timeoutMs} ms.`);
    throw new UsageError(`The API cannot be reached (${(error as NodeJS.ErrnoException).code}): check its URL.`);
  }
}

function exchange(url: URL, options: RequestOptions, body: string | undefined): Promise<Received> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    request(url, options, (response) => readResponse(response).then(resolve, reject))
      .once('error', reject)
      .end(body);
  });
}

/** Resolves names under `localhost`, such as those of an emulator, to this computer (RFC 6761). Not every system does. */
const lookUp: RequestOptions['lookup'] = (name, options, callback) =>
  lookup(name.endsWith('.localhost') ? 'localhost' : name, options, callback);
