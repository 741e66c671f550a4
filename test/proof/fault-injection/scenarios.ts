import { KEY, OTHER_KEY } from '../../unit/support/handler';
import { elliptic, FAULTS, secret } from './faults';
import { jwk, publish } from './jwks-endpoint';
import {
  freshTokens,
  ofFirstKey,
  ofSecondKey,
  ofSecondKid,
  STEP,
  switchTokens,
  withUnknownKid,
} from './scenario-tokens';
import type { Environment, Scenario } from './simulation';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The second call, right after the keys have been downloaded. A change takes longest to notice then. */
const WARM = STEP;

/** A fault of the endpoint at the first call of a function. */
export const coldOutage = (name: string) => outage(name, 0, 2 * MINUTE);

/** The same fault for a function with keys. It lasts a little longer than these are used. */
export const warmOutage = (name: string) => outage(name, WARM, HOUR + 2 * MINUTE);

function outage(name: string, begin: number, end: number): Scenario {
  return { name, period: [begin, end], begin: injects(name), end: publishes(jwk(KEY)), token: ofFirstKey };
}

function injects(name: string) {
  const fault = FAULTS[name];
  return ({ endpoint }: Environment) => {
    if ('respond' in fault) endpoint.respond = fault.respond(endpoint);
    else endpoint.origin = fault.origin(endpoint);
  };
}

function publishes(...keys: unknown[]) {
  return ({ endpoint }: Environment) => {
    endpoint.respond = publish(...keys);
    endpoint.origin = endpoint.origins.plain;
  };
}

const rotation = { period: [WARM, 10 * MINUTE], end: publishes(jwk(KEY)) } as const;
const [begin, end] = rotation.period;
const newKid = jwk(OTHER_KEY, { kid: 'ins_2' });
const publishNewKey = publishes(newKid);
const backAndForth = switchTokens(switchTokens(ofFirstKey, begin, ofSecondKid), end, ofFirstKey);

export const ROTATIONS: Scenario[] = [
  { ...rotation, name: 'a new key with a new `kid`; new tokens', begin: publishNewKey, token: backAndForth },
  { ...rotation, name: 'a new key with a new `kid`; old tokens', begin: publishNewKey, token: ofFirstKey },
  {
    ...rotation,
    name: 'a new key with the same `kid`; new tokens',
    begin: publishes(jwk(OTHER_KEY)),
    token: switchTokens(switchTokens(ofFirstKey, begin, ofSecondKey), end, ofFirstKey),
  },
  {
    ...rotation,
    name: 'a new key with the same `kid`; old tokens',
    begin: publishes(jwk(OTHER_KEY)),
    token: ofFirstKey,
  },
  {
    ...rotation,
    name: 'both keys for ten minutes, then the new one',
    begin: publishes(jwk(KEY), newKid),
    token: switchTokens(ofFirstKey, begin + 5 * MINUTE, ofSecondKid),
    end: publishNewKey,
  },
  {
    ...rotation,
    name: 'both keys with the same `kid`',
    begin: publishes(jwk(KEY), jwk(OTHER_KEY)),
    token: switchTokens(ofFirstKey, begin + 5 * MINUTE, ofSecondKey),
    end: publishes(jwk(OTHER_KEY)),
  },
  {
    ...rotation,
    name: 'unusable keys together with the valid one',
    begin: publishes(secret, elliptic, jwk(KEY, { n: '' }), jwk(OTHER_KEY, { use: 'enc' }), jwk(KEY)),
    token: ofFirstKey,
  },
  {
    ...rotation,
    name: 'no new key; each call has a token with an unknown `kid`',
    begin: () => {},
    token: switchTokens(ofFirstKey, begin, withUnknownKid),
  },
];

const session = freshTokens(KEY);
const OFFSETS = { 'an hour fast': HOUR, 'a day fast': DAY, 'an hour slow': -HOUR, 'a day slow': -DAY };

/** The clock of the function is wrong for ten minutes, and then correct again. */
export const CLOCKS: Scenario[] = Object.entries(OFFSETS).flatMap(([name, offset]) => {
  const wrong = { token: session, begin: setsClock(offset), end: setsClock(0) };
  return [
    { ...wrong, name, period: [WARM, 10 * MINUTE] },
    { ...wrong, name: `${name} at the start of the function, and the endpoint is down`, ...whileDown(offset, 0) },
    { ...wrong, name: `${name}, and the endpoint is down`, ...whileDown(offset, WARM) },
    {
      ...wrong,
      name: `${name}, and then there is a new key with the same \`kid\``,
      period: [WARM, 10 * MINUTE],
      end: both(setsClock(0), publishes(jwk(OTHER_KEY))),
      token: switchTokens(session, 10 * MINUTE, freshTokens(OTHER_KEY)),
    },
  ] satisfies Scenario[];
});

function whileDown(offset: number, begin: number): Pick<Scenario, 'period' | 'begin' | 'end'> {
  return {
    period: [begin, 10 * MINUTE],
    begin: both(setsClock(offset), injects('refuses connections')),
    end: both(setsClock(0), publishes(jwk(KEY))),
  };
}

function setsClock(offset: number) {
  return (environment: Environment) => {
    environment.clockOffset = offset;
  };
}

function both(...changes: ((environment: Environment) => void)[]) {
  return (environment: Environment) => {
    for (const change of changes) change(environment);
  };
}
