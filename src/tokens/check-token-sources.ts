import { checkType } from '../diagnostics/check-type';
import { fail } from '../diagnostics/diagnostics';
import type { PolicyTokenSource } from '../policy/policy-document';
import { TokenSource } from './token-source';

/** `request` is an HTTP or REST API, whose decisions API Gateway may cache. */
export type ApiKind = 'request' | 'webSocket';

export interface TokenSourceOptions {
  readonly tokenSources?: TokenSource[];
  readonly authorizedParties?: string[];
}

const AUTHORIZATION = TokenSource.header('Authorization');

/** Fails on an empty list, duplicates, sources that the API kind does not have, and a cookie without `authorizedParties`. */
export function checkTokenSources(options: TokenSourceOptions, kind: ApiKind): void {
  const { tokenSources: sources, authorizedParties } = options;
  if (sources === undefined) return;
  const areSources = Array.isArray(sources) && sources.every((source) => source instanceof TokenSource);
  checkType(areSources, 'tokenSources', sources, "write tokenSources: [TokenSource.header('Authorization')]");
  if (sources.length === 0) {
    fail('TokenSource.none', {
      what: "'tokenSources' is empty, so no request could carry a token",
      fix: 'remove it to read the Authorization header',
    });
  }
  const texts = sources.map(describeSource);
  const twice = texts.find((text, index) => texts.indexOf(text) !== index);
  if (twice) fail('TokenSource.duplicate', { what: "'tokenSources' has a source twice", got: twice, fix: 'keep one' });
  if (kind !== 'webSocket' && sources.some(({ _source }) => _source.in === 'protocol')) {
    fail('TokenSource.webSocketOnly', {
      what: "'tokenSources' has TokenSource.webSocketProtocol(), a header of WebSocket handshakes only",
      fix: "write TokenSource.header('Authorization')",
    });
  }
  if (hasCookie(sources) && !authorizedParties) {
    fail('TokenSource.cookieWithoutParties', {
      what: "'tokenSources' has a cookie, which browsers also send for pages that are not yours",
      fix: "write authorizedParties: ['https://app.example.com'], so that requests of other sites are refused by their Origin",
    });
  }
}

/** Whether the only source is the `Authorization` header, which both kinds of authorizer read by default. */
export function areDefaultSources(sources: TokenSource[] | undefined): boolean {
  return (
    sources === undefined || (sources.length === 1 && describeSource(sources[0]) === describeSource(AUTHORIZATION))
  );
}

/** Whether a source is a cookie, which browsers send with every request to the API. */
export function hasCookie(sources: TokenSource[] = []): boolean {
  return sources.some(({ _source }) => _source.in === 'cookie');
}

/** Returns the sources as the policy document holds them; undefined for the default. */
export function policyTokenSources(sources: TokenSource[] | undefined): PolicyTokenSource[] | undefined {
  return sources === undefined || areDefaultSources(sources) ? undefined : sources.map(({ _source }) => _source);
}

/**
 * Returns the identity source without the prefix of the API kind, such as `header.Authorization`. API Gateway refuses a
 * request that lacks one of its identity sources, so the list is empty if there are several token sources, or a cookie.
 */
export function identitySources(sources: TokenSource[] = [AUTHORIZATION]): string[] {
  const [{ _identity: identity }, ...others] = sources;
  return others.length === 0 && identity ? [identity] : [];
}

/** Returns the header's name if the only source is a header. */
export function onlyHeader(sources: TokenSource[] = [AUTHORIZATION]): string | undefined {
  return identitySources(sources)
    .find((source) => source.startsWith('header.'))
    ?.slice('header.'.length);
}

/** Returns the headers that carry tokens, in lower case. */
export function tokenHeaders(sources: TokenSource[] = [AUTHORIZATION]): string[] {
  return sources.flatMap(({ _source }) => (_source.in === 'header' ? _source.name : []));
}

/** Returns the text for a source in messages. */
export function describeSource({ _source: { in: place, name } }: TokenSource): string {
  return `${place} ${name}`;
}
