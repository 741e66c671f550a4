import { KeyObject, sign } from 'node:crypto';
import { sessionClaims } from '../../local/clerk/claims';
import { sessionHeader } from '../../local/clerk/instance';
import type { InvalidTokenName } from '../../local/clerk/invalid-tokens';
import { httpApiEvent } from './events';
import type { OfflineClerk } from './instance';
import { validOptions } from './tokens';

/** A request that has to be refused, with the expected reason. */
export interface RefusedRequest {
  readonly title: string;
  /** The expected reason, or its beginning. */
  readonly reason: string;
  /** Events whose tokens all differ. */
  readonly events: Record<string, unknown>[];
  /** Whether its cost is due to its size alone: a valid token of the same size costs the same. */
  readonly isDueToSize: boolean;
}

/** A token that Clerk would sign for a user whose metadata, a claim of the token, is deeply nested. */
const DEEP_CLAIM = 'deep JSON in a claim, signed';

/** Returns `count` events of each kind. */
export async function refusedRequests(clerk: OfflineClerk, count: number): Promise<RefusedRequest[]> {
  const kinds: RefusedToken[][] = [];
  for (let index = 0; index < count; index++) kinds.push(await refusedTokens(clerk, `sess_${index}`));
  return kinds[0].map(([title, reason], kind) => ({
    title,
    reason,
    events: kinds.map((tokens) => httpApiEvent(tokens[kind][2])),
    isDueToSize: title === DEEP_CLAIM,
  }));
}

type RefusedToken = [title: string, reason: string, token: string | undefined];

async function refusedTokens(clerk: OfflineClerk, sid: string): Promise<RefusedToken[]> {
  const { issue } = clerk;
  const invalid = (name: InvalidTokenName) => issue.invalid(name, validOptions({ sid }));
  const signed = (header: object | string, payload: object | string) => signAnything(clerk, header, payload);
  const header = sessionHeader(clerk.instance);
  const valid = sessionClaims(clerk.instance.frontendApiUrl, validOptions({ sid }));

  // Inserted as text, because `JSON.stringify` may exceed the stack at that depth. `JSON.parse` does not.
  const deepClaim = JSON.stringify({ ...valid, metadata: 0 }).replace('"metadata":0', `"metadata":${deep(2300)}`);

  return [
    ['no token', 'session-token-missing', undefined],
    ['malformed', 'token-invalid', await invalid('garbage')],
    ['opaque token', 'opaque-token', await invalid('opaque')],
    ['bad signature', 'token-invalid-signature', await invalid('tampered')],
    ['other key, same kid', 'token-invalid-signature', await invalid('wrongKey')],
    ['expired', 'token-expired', await issue.session({ ...validOptions({ sid }), lifetime: -60 })],
    ['wrong iss', 'token-invalid-issuer', await invalid('wrongIssuer')],
    ['wrong aud', 'audience-mismatch', await invalid('wrongAudience')],
    ['no aud', 'audience-missing', await invalid('noAudience')],
    ['alg none', 'token-invalid-algorithm', await invalid('algorithmNone')],
    ['HS256 with the public key', 'token-invalid-algorithm', await invalid('publicKeyAsSecret')],
    ['crit', 'token-invalid', signed({ ...header, crit: ['exp'] }, valid)],
    ['template token', 'token-type-mismatch', await issue.template(validOptions({ sid }))],
    ['pending session', 'session-pending', await invalid('pending')],
    ['more than 8 KB', 'token-too-large', await issue.session(validOptions({ sid, padding: 'x'.repeat(7000) }))],
    ['almost 8 KB, forged', 'token-invalid-signature', forged(clerk, header, { ...valid, padding: 'x'.repeat(5000) })],
    ['deep JSON in a short header, forged', 'token-invalid-signature', forged(clerk, deepHeader(85), valid)],
    ['deep JSON in a long header, forged', 'token-invalid', forged(clerk, deepHeader(340), valid)],
    ['deep JSON as payload, forged', 'token-invalid-signature', forged(clerk, header, deep(2700))],
    [DEEP_CLAIM, 'rule-not-met', signed(header, deepClaim)],
    ['rule not met', 'rule-not-met', await issue.session(validOptions({ sid, metadata: { role: 'member' } }))],
  ];
}

/** Signs any header and payload with the right key, including those that JWT libraries refuse to sign. */
function signAnything({ key }: OfflineClerk, header: object | string, payload: object | string): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${sign('RSA-SHA256', Buffer.from(input), KeyObject.from(key.privateKey)).toString('base64url')}`;
}

function forged({ instance, ...clerk }: OfflineClerk, header: object | string, payload: object | string): string {
  return signAnything({ ...clerk, instance, key: instance.unpublishedKey }, header, payload);
}

/** Returns a header with nested lists. 85 levels take 254 characters, 340 take 934 (both encoded). */
function deepHeader(levels: number): string {
  return `{"alg":"RS256","x":${deep(levels)}}`;
}

function deep(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}

function encode(part: object | string): string {
  return Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
}
