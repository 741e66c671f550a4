import { isUnknown } from '../policy/unknown-value';
import { isOrigin } from '../tokens/origin';
import type { Api } from './api-route';
import type { Message } from './describe-finding';
import type { Properties } from './resources';

/** Methods that a page may not use unless a preflight allows them. GET, HEAD and POST need no `allowMethods`. */
const NOT_SIMPLE = ['PUT', 'PATCH', 'DELETE'];

/** The part of a CORS configuration that can contradict itself. */
export interface CorsOrigins {
  readonly allowOrigins?: unknown;
  readonly allowCredentials?: unknown;
}

/** Finds origins that no browser sends, and credentials for every origin. */
export function findOriginMistakes({ allowOrigins, allowCredentials }: CorsOrigins): Message[] {
  if (!Array.isArray(allowOrigins) || isUnknown(allowOrigins)) return [];
  const wrong = allowOrigins.find((origin) => !isKnownLater(origin) && !isAllowedOrigin(origin));
  if (wrong !== undefined) {
    const what =
      "'allowOrigins' has an entry that no browser sends: an origin is scheme and host, without a slash or a path";
    const fix = `write allowOrigins: ['${corrected(wrong)}']`;
    return [['HttpCors.allowOrigins', { what, got: wrong, fix }]];
  }
  if (allowCredentials !== true || !allowOrigins.includes('*')) return [];
  const what = "'allowCredentials' allows credentials for every origin, which browsers and API Gateway refuse";
  const fix = "write allowOrigins: ['https://app.example.com'], or remove allowCredentials";
  return [['HttpCors.credentials', { what, got: allowOrigins, fix }]];
}

/** Finds mistakes in the rendered CORS configuration of an HTTP API. */
export function findCorsMistakes({ routes }: Api, { CorsConfiguration }: Properties): Message[] {
  if (typeof CorsConfiguration !== 'object' || CorsConfiguration === null) return [];
  const { AllowOrigins, AllowMethods, AllowCredentials } = CorsConfiguration as Properties;
  const mistakes = findOriginMistakes({ allowOrigins: AllowOrigins, allowCredentials: AllowCredentials });
  const refused = NOT_SIMPLE.filter((method) => routes.some((route) => route.method === method));
  if (AllowOrigins === undefined || AllowMethods !== undefined || refused.length === 0) return mistakes;
  const what = `the CORS configuration has no 'allowMethods', so that browsers do not send ${refused.join(', ')}, which the API serves`;
  const fix = 'write allowMethods: [CorsHttpMethod.ANY], or acknowledge this if no page uses these methods';
  return [...mistakes, ['HttpCors.allowMethods', { what, fix }]];
}

/** A value that is known at deployment is a function of CloudFormation once it is rendered. */
function isKnownLater(origin: unknown): boolean {
  return isUnknown(origin) || typeof origin === 'object';
}

/** API Gateway also takes `*`, and a scheme with any host. */
function isAllowedOrigin(origin: unknown): boolean {
  return origin === '*' || /^https?:\/\/\*$/.test(String(origin)) || isOrigin(origin);
}

function corrected(origin: unknown): string {
  const [match] = /^https?:\/\/[\w.:-]+/.exec(String(origin)) ?? [];
  return match ?? 'https://app.example.com';
}
