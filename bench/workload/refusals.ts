import { KeyObject, sign } from 'node:crypto';
import { sessionClaims } from '../../local/clerk/claims';
import { sessionHeader } from '../../local/clerk/instance';
import type { InvalidTokenName } from '../../local/clerk/invalid-tokens';
import { httpApiEvent } from './events';
import type { OfflineClerk } from './instance';
import { goodOptions } from './tokens';

/** A request that has to be refused, and why. */
export interface BadRequest {
  readonly title: string;
  /** How the reason has to start. */
  readonly reason: string;
  readonly event: Record<string, unknown>;
  /** Dear by its size alone: a good token of the same size costs the same. */
  readonly isOfItsSize: boolean;
}

/** What a user may bring about whose metadata becomes a claim; the signature is Clerk's. */
const DEEP_CLAIM = 'deep JSON in a claim, signed';

export async function badRequests(clerk: OfflineClerk): Promise<BadRequest[]> {
  const { issue } = clerk;
  const invalid = (name: InvalidTokenName) => issue.invalid(name, goodOptions());
  const signed = (header: object | string, payload: object | string) => signAnything(clerk, header, payload);
  const header = sessionHeader(clerk.instance);
  const good = sessionClaims(clerk.instance.frontendApiUrl, goodOptions());

  // As text: `JSON.stringify` may run out of stack on that depth, `JSON.parse` does not.
  const deepClaim = JSON.stringify({ ...good, metadata: 0 }).replace('"metadata":0', `"metadata":${deep(2300)}`);

  const tokens: [title: string, reason: string, token: string | undefined][] = [
    ['no token', 'session-token-missing', undefined],
    ['malformed', 'token-invalid', await invalid('garbage')],
    ['opaque token', 'opaque-token', await invalid('opaque')],
    ['bad signature', 'token-invalid-signature', await invalid('tampered')],
    ['other key, same kid', 'token-invalid-signature', await invalid('wrongKey')],
    ['expired', 'token-expired', await issue.session({ ...goodOptions(), lifetime: -60 })],
    ['wrong iss', 'token-invalid-issuer', await invalid('wrongIssuer')],
    ['wrong aud', 'audience-mismatch', await invalid('wrongAudience')],
    ['no aud', 'audience-missing', await invalid('noAudience')],
    ['alg none', 'token-invalid-algorithm', await invalid('algorithmNone')],
    ['HS256 with the public key', 'token-invalid-algorithm', await invalid('publicKeyAsSecret')],
    ['crit', 'token-invalid', signed({ ...header, crit: ['exp'] }, good)],
    ['template token', 'token-type-mismatch', await issue.template(goodOptions())],
    ['pending session', 'session-pending', await invalid('pending')],
    ['more than 8 KB', 'token-too-large', await issue.session(goodOptions({ padding: 'x'.repeat(7000) }))],
    ['almost 8 KB, forged', 'token-invalid-signature', forged(clerk, header, { ...good, padding: 'x'.repeat(5000) })],
    ['deep JSON in a short header, forged', 'token-invalid-signature', forged(clerk, deepHeader(85), good)],
    ['deep JSON in a long header, forged', 'token-invalid', forged(clerk, deepHeader(340), good)],
    ['deep JSON as payload, forged', 'token-invalid-signature', forged(clerk, header, deep(2700))],
    [DEEP_CLAIM, 'rule-not-met', signed(header, deepClaim)],
    ['rule not met', 'rule-not-met', await issue.session(goodOptions({ metadata: { role: 'member' } }))],
  ];
  return tokens.map(([title, reason, token]) => ({
    title,
    reason,
    event: httpApiEvent(token),
    isOfItsSize: title === DEEP_CLAIM,
  }));
}

/** Signed with the right key, also where no library would. */
function signAnything({ key }: OfflineClerk, header: object | string, payload: object | string): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${sign('RSA-SHA256', Buffer.from(input), KeyObject.from(key.privateKey)).toString('base64url')}`;
}

function forged({ instance, ...clerk }: OfflineClerk, header: object | string, payload: object | string): string {
  return signAnything({ ...clerk, instance, key: instance.unpublishedKey }, header, payload);
}

/** 85 levels make 254 characters, 340 make 934. */
function deepHeader(levels: number): string {
  return `{"alg":"RS256","x":${deep(levels)}}`;
}

function deep(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}

function encode(part: object | string): string {
  return Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
}
