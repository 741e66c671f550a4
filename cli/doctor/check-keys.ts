import { type Jwk, parseJwks } from '../../lambda/keys/jwks';
import { orUndefined } from '../../lambda/shared/or-undefined';
import { API_GATEWAY_WAITS_MS } from './check-discovery';
import { type FetchOptions, fetchDocument } from './fetch-document';
import { type Finding, found, ok } from './findings';

const API_GATEWAY_ACCEPTS_BYTES = 150_000;

export interface Keys {
  readonly findings: readonly Finding[];
  /** The ids of the keys that can be used. Undefined if the keys could not be read. */
  readonly kids?: readonly string[];
}

/** Checks the keys where API Gateway fetches them, and where the authorizer function does if that is another place. */
export async function checkKeys(
  frontendApiUrl: string,
  jwksUri: string | undefined,
  options: FetchOptions,
): Promise<Keys> {
  const ofFunction = `${frontendApiUrl}/.well-known/jwks.json`;
  const results = await Promise.all(
    [...new Set([jwksUri ?? ofFunction, ofFunction])].map((url) => check(url, options)),
  );
  const elsewhere = results.length > 1 ? [found('Doctor.keysInTwoPlaces', `The document names ${jwksUri}.`)] : [];
  const findings = [...elsewhere, ...results.flatMap((result) => result.findings)];
  return { findings, kids: results.every(({ kids }) => kids) ? results.flatMap(({ kids = [] }) => kids) : undefined };
}

async function check(url: string, options: FetchOptions): Promise<Keys> {
  const answer = await fetchDocument(url, options);
  if ('failure' in answer) return { findings: [found('Doctor.keysUnreachable', `${url}: ${answer.failure}.`)] };
  if (answer.status !== 200) return { findings: [found('Doctor.keysRefused', `${url} answers ${answer.status}.`)] };
  if (answer.bytes > API_GATEWAY_ACCEPTS_BYTES) {
    return { findings: [found('Doctor.keysTooLarge', `${url} has more than 150,000 bytes.`)] };
  }
  const keys = usableKeys(answer.text);
  if (!keys) return { findings: [found('Doctor.keysUnusable', `${url} has no key that can verify a token.`)] };
  const { milliseconds } = answer;
  const isSlow = milliseconds > API_GATEWAY_WAITS_MS;
  const slow = isSlow ? [found('Doctor.keysSlow', `${url} took ${milliseconds} ms; API Gateway waits 1500 ms.`)] : [];
  const kids = keys.map(({ kid }) => kid);
  return { findings: [...slow, ok(`The keys are RSA keys for RS256: ${kids.join(', ')} (${milliseconds} ms).`)], kids };
}

/** Returns the keys that the authorizer function accepts; API Gateway accepts no others. */
function usableKeys(text: string): Jwk[] | undefined {
  return orUndefined(() => parseJwks(text));
}
