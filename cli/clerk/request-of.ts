import { UsageError } from '../shared/usage-error';
import { type Form, tokenOf } from './form';

/** A request to the API. */
export interface ApiRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const METHODS_WITH_BODY = ['POST', 'PUT', 'PATCH'];

const MAX_BODY_BYTES = 64 * 1024;

/** Returns the request that the form describes. The path is appended to the URL of the API. */
export function requestOf(form: Form): ApiRequest {
  const method = form.get('method') ?? 'GET';
  if (!METHODS.includes(method)) throw new UsageError(`The method is one of ${METHODS.join(', ')}.`);
  const path = form.get('path') ?? '/';
  if (!path.startsWith('/')) throw new UsageError('The path starts with a slash, such as /orders.');
  const api = apiUrl(form.get('apiUrl') ?? '');
  const url = new URL(`${api.origin}${api.pathname.replace(/\/$/, '')}${path}`);
  const body = METHODS_WITH_BODY.includes(method) ? form.get('body') : undefined;
  if (Buffer.byteLength(body ?? '') > MAX_BODY_BYTES) {
    throw new UsageError(`The request body has more than ${MAX_BODY_BYTES} bytes.`);
  }
  return { method, url, body, headers: headersOf(form, body !== undefined) };
}

function apiUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') return url;
  throw new UsageError('The URL of the API is an http:// or https:// URL, as a deployment prints it.');
}

function headersOf(form: Form, hasBody: boolean): Record<string, string> {
  const token = tokenOf(form);
  if (!isHeaderValue(token)) throw new UsageError('The token has characters that no header can have.');
  const type = form.get('contentType');
  if (type !== undefined && !isHeaderValue(type)) {
    throw new UsageError('The content type has characters that no header can have.');
  }
  return {
    'user-agent': 'cdk-clerk-authorizer',
    ...(token !== '' && { authorization: `Bearer ${token}` }),
    ...(hasBody && type !== undefined && { 'content-type': type }),
  };
}

function isHeaderValue(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
