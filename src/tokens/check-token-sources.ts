import { checkType } from '../diagnostics/check-type';
import { fail } from '../diagnostics/diagnostics';
import type { PolicyTokenSource } from '../policy/policy-document';
import { TokenSource } from './token-source';

/** What API Gateway can tell apart: an HTTP or REST API, whose decisions it may cache, or a WebSocket API. */
export type ApiKind = 'request' | 'webSocket';

export interface TokenSourceOptions {
  readonly tokenSources?: TokenSource[];
  readonly authorizedParties?: string[];
}

const AUTHORIZATION = TokenSource.header('Authorization');

/** Fails on sources that cannot be read, are not safe by themselves. */
export function checkTokenSources(options: TokenSourceOptions, kind: ApiKind): void {
  const { tokenSources: sources, authorizedParties } = options;
  if (sources === undefined) return;
  const areSources = Array.isArray(sources) && sources.every((source) => source instanceof TokenSource);
  checkType(areSources, 'tokenSources', sources, "write tokenSources: [TokenSource.header('Authorization')]");
  if (sources.length === 0) {
    fail('TokenSource.none', {
      what: "'tokenSources' is empty, so that no request could carry a token",
      fix: 'leave it out to read the Authorization header',
    });
  }
  const texts = sources.map(describe);
  const twice = texts.find((text, index) => texts.indexOf(text) !== index);
  if (twice) fail('TokenSource.duplicate', { what: "'tokenSources' has a source twice", got: twice, fix: 'keep one' });
  if (kind !== 'webSocket' && sources.some(({ _source }) => _source.in === 'protocol')) {
    fail('TokenSource.webSocketOnly', {
      what: "'tokenSources' has TokenSource.webSocketProtocol(), a header of WebSocket handshakes only",
      fix: "write TokenSource.header('Authorization')",
    });
  }
  if (sources.some(({ _source }) => _source.in === 'cookie') && !authorizedParties) {
    fail('TokenSource.cookieWithoutParties', {
      what: "'tokenSources' has a cookie, which browsers also send for pages that are not yours",
      fix: "write authorizedParties: ['https://app.example.com'], so that the token has to come from your front end",
    });
  }
}

/** Whether the sources are what API Gateway's own authorizer and our function read when told nothing. */
export function areDefault(sources: TokenSource[] | undefined): boolean {
  return sources === undefined || (sources.length === 1 && describe(sources[0]) === describe(AUTHORIZATION));
}

/** For the policy document. */
export function policyTokenSources(sources: TokenSource[] | undefined): PolicyTokenSource[] | undefined {
  return sources === undefined || areDefault(sources) ? undefined : sources.map(({ _source }) => _source);
}

/**
 * The part of the request that has to be there for the function to be called, after a prefix that differs by kind of API:
 * `header.Authorization`. API Gateway asks for all that it is told, so that it can be told of one source only.
 */
export function pointers(sources: TokenSource[] = [AUTHORIZATION]): string[] {
  const [{ _identity: identity }, ...others] = sources;
  return others.length === 0 && identity ? [identity] : [];
}

/** The only source, if it is a header. */
export function onlyHeader(sources: TokenSource[] = [AUTHORIZATION]): string | undefined {
  return pointers(sources)
    .find((pointer) => pointer.startsWith('header.'))
    ?.slice('header.'.length);
}

/** Headers that carry tokens, in lower case. */
export function headers(sources: TokenSource[] = [AUTHORIZATION]): string[] {
  return sources.flatMap(({ _source }) => (_source.in === 'header' ? _source.name : []));
}

/** A source as messages name it. */
export function describe({ _source: { in: place, name } }: TokenSource): string {
  return `${place} ${name}`;
}
