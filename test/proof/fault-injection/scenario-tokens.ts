import { HEADER, KEY, mint, NOW, OTHER_KEY, sessionClaims, type TestKey } from '../../unit/support/handler';
import { STEP } from './simulation';

/** What callers send at a second. */
export type Tokens = (second: number) => string;

const DAY = 86_400;
/** A token that was seen within the last minute is remembered, and its key is not asked for. */
const COUNT = 60 / STEP + 1;

export const ours = longLived(KEY);
/** Of the key that takes over, under the `kid` of the one before it, and under its own. */
export const theirs = longLived(OTHER_KEY);
export const underNewKid = longLived(OTHER_KEY, { ...HEADER, kid: 'ins_2' });

/** One after the other, of those whose times play no part. */
function longLived(key: TestKey, header = HEADER): Tokens {
  const times = { iat: NOW - DAY, nbf: undefined, exp: NOW + 30 * DAY };
  const tokens = Array.from({ length: COUNT }, (_, jti) =>
    mint(sessionClaims({ ...times, jti }), header, key.privateKey),
  );
  return (second) => tokens[(second / STEP) % COUNT];
}

/** Session tokens as a front end sends them: just made, and good for a minute. */
export function justMade(key: TestKey): Tokens {
  const minted = new Map<number, string>();
  return (second) => {
    const iat = NOW + second;
    const token =
      minted.get(second) ?? mint(sessionClaims({ iat, nbf: iat - 10, exp: iat + 60 }), HEADER, key.privateKey);
    minted.set(second, token);
    return token;
  };
}

/** Anyone can write a `kid`. */
export const madeUp: Tokens = (second) => mint(sessionClaims(), { ...HEADER, kid: `made-up-${second}` });

/** These from that second on. */
export function turn(before: Tokens, from: number, after: Tokens): Tokens {
  return (second) => (second < from ? before : after)(second);
}
