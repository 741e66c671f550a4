import { isUnknown } from './unknown-value';

/**
 * Whether a value is an OAuth scope as RFC 6749 defines it. Unresolved tokens pass. White space separates scopes inside a
 * token, so a scope cannot contain any.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-3.3
 */
export function isScope(value: unknown): boolean {
  return typeof value === 'string' && (isUnknown(value) || /^[!#-[\]-~]+$/.test(value));
}
