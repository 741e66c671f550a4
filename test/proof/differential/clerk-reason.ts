import { DIFFERENCES } from './differences';
import { mint, type Token } from './token';
import type { Flaw } from './token-mutation';
import { draftOf, KINDS, type KindName } from './token-templates';
import type { Asked } from './verifier-options';

/** Reasons that Clerk has a word for, too: the same one, with an exception. */
const SHARED = [
  ...['token-invalid', 'token-invalid-algorithm', 'token-invalid-signature', 'token-verification-failed'],
  ...['token-invalid-issuer', 'token-invalid-authorized-parties'],
  ...['token-expired', 'token-not-active-yet', 'token-iat-in-the-future'],
];
const CLERKS_WORD: Record<string, string> = {
  ...Object.fromEntries(SHARED.map((reason) => [reason, reason])),
  'audience-mismatch': 'token-verification-failed',
};

const UNFLAWED = new Map<KindName, Token>();
for (const kind of Object.keys(KINDS) as KindName[]) UNFLAWED.set(kind, mint(draftOf(kind)));

/** What Clerk has to say about a token that we refuse for this reason; `undefined` if that cannot be told. */
export function clerksWord(reason: unknown, kind: KindName, flaws: Flaw[], { text, header }: Token, asked: Asked) {
  const unflawed = UNFLAWED.get(kind);
  const isAcceptable = unflawed && !DIFFERENCES.some(({ applies }) => applies(unflawed, asked));
  // A member that makes the header too long is wrong twice.
  const isOneFlaw = isAcceptable && flaws.length === 1 && text.indexOf('.') <= 384;
  // We look at the signature before we look at the payload, and the SDK after it has decoded that.
  const isOfBytes = flaws[0]?.where === 'text';
  // The SDK knows these, and then fails to import the key for them; and it has other words where machines are concerned.
  const isOtherwise = ['RS384', 'RS512'].includes(header.alg as string) || kind.startsWith('machine');
  return isOneFlaw && !isOfBytes && !isOtherwise ? CLERKS_WORD[reason as string] : undefined;
}
