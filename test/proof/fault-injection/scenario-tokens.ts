import { HEADER, KEY, mint, NOW, OTHER_KEY, sessionClaims, type TestKey } from '../../unit/support/handler';

/** Seconds between two calls in a scenario, which is the shortest interval between two downloads. */
export const STEP = 5;

/** Returns the token that callers send at a second of the scenario. */
export type Tokens = (second: number) => string;

const DAY = 86_400;
/** The number of tokens that are sent in turn. A verified token is cached for a minute, so it must not recur earlier. */
const COUNT = 60 / STEP + 1;

/** Tokens of the first key. */
export const ofFirstKey = longLived(KEY);
/** Tokens of the second key, with the `kid` of the first key and with its own. */
export const ofSecondKey = longLived(OTHER_KEY);
export const ofSecondKid = longLived(OTHER_KEY, { ...HEADER, kid: 'ins_2' });

/** Returns tokens that are valid during the whole scenario. */
function longLived(key: TestKey, header = HEADER): Tokens {
  const times = { iat: NOW - DAY, nbf: undefined, exp: NOW + 30 * DAY };
  const tokens = Array.from({ length: COUNT }, (_, jti) =>
    mint(sessionClaims({ ...times, jti }), header, key.privateKey),
  );
  return (second) => tokens[(second / STEP) % COUNT];
}

/** Returns session tokens as a front end sends them: new, and valid for a minute. */
export function freshTokens(key: TestKey): Tokens {
  const minted = new Map<number, string>();
  return (second) => {
    const iat = NOW + second;
    const token =
      minted.get(second) ?? mint(sessionClaims({ iat, nbf: iat - 10, exp: iat + 60 }), HEADER, key.privateKey);
    minted.set(second, token);
    return token;
  };
}

/** Tokens with a random `kid`, which an attacker can send. */
export const withUnknownKid: Tokens = (second) => mint(sessionClaims(), { ...HEADER, kid: `unknown-${second}` });

/** Returns the tokens `before` until a second, and `after` from then on. */
export function switchTokens(before: Tokens, from: number, after: Tokens): Tokens {
  return (second) => (second < from ? before : after)(second);
}
