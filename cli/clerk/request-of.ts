import { UsageError } from '../shared/usage-error';
import type { Form } from './form';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Returns the method and the URL that the form describes. The path is appended to the URL of the API. */
export function requestOf(form: Form): { readonly method: string; readonly url: URL } {
  const method = form.get('method') ?? 'GET';
  if (!METHODS.includes(method)) throw new UsageError(`The method is one of ${METHODS.join(', ')}.`);
  const path = form.get('path') ?? '/';
  if (!path.startsWith('/')) throw new UsageError('The path starts with a slash, such as /orders.');
  const api = apiUrl(form.get('apiUrl') ?? '');
  return { method, url: new URL(`${api.origin}${api.pathname.replace(/\/$/, '')}${path}`) };
}

function apiUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') return url;
  throw new UsageError('The URL of the API is an http:// or https:// URL, as a deployment prints it.');
}
