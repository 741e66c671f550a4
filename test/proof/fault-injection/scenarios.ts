import { KEY, OTHER_KEY } from '../../unit/support/handler';
import { elliptic, FAULTS, secret } from './faults';
import { jwk, publish } from './jwks-endpoint';
import { justMade, madeUp, ours, theirs, turn, underNewKid } from './scenario-tokens';
import { type Scenario, STEP, type World } from './simulation';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Right after the keys have been fetched, which is the worst moment for a change. */
const WARM = STEP;

/** A fault of the endpoint, in a function that is called for the first time. */
export const coldOutage = (name: string) => outage(name, 0, 2 * MINUTE);

/** The same in one that has keys, for a little longer than it goes on with them. */
export const warmOutage = (name: string) => outage(name, WARM, HOUR + 2 * MINUTE);

function outage(name: string, begin: number, end: number): Scenario {
  return { name, lasts: [begin, end], begin: breaks(name), end: publishes(jwk(KEY)), token: ours };
}

function breaks(name: string) {
  const fault = FAULTS[name];
  return ({ clerk }: World) => {
    if ('answer' in fault) clerk.answer = fault.answer(clerk);
    else clerk.origin = fault.origin(clerk);
  };
}

function publishes(...keys: unknown[]) {
  return ({ clerk }: World) => {
    clerk.answer = publish(...keys);
    clerk.origin = clerk.origins.plain;
  };
}

const rotation = { lasts: [WARM, 10 * MINUTE], end: publishes(jwk(KEY)) } as const;
const [begin, end] = rotation.lasts;
const newKid = jwk(OTHER_KEY, { kid: 'ins_2' });
const exchange = publishes(newKid);
const backAndForth = turn(turn(ours, begin, underNewKid), end, ours);

export const ROTATIONS: Scenario[] = [
  { ...rotation, name: 'another key, `kid` and all: to callers with new tokens', begin: exchange, token: backAndForth },
  { ...rotation, name: 'another key, `kid` and all: to callers with old tokens', begin: exchange, token: ours },
  {
    ...rotation,
    name: 'another key under the same `kid`: to callers with new tokens',
    begin: publishes(jwk(OTHER_KEY)),
    token: turn(turn(ours, begin, theirs), end, ours),
  },
  {
    ...rotation,
    name: 'another key under the same `kid`: to callers with old tokens',
    begin: publishes(jwk(OTHER_KEY)),
    token: ours,
  },
  {
    ...rotation,
    name: 'both keys at once, for ten minutes before the old one goes',
    begin: publishes(jwk(KEY), newKid),
    token: turn(ours, begin + 5 * MINUTE, underNewKid),
    end: exchange,
  },
  {
    ...rotation,
    name: 'both keys at once under one `kid`',
    begin: publishes(jwk(KEY), jwk(OTHER_KEY)),
    token: turn(ours, begin + 5 * MINUTE, theirs),
    end: publishes(jwk(OTHER_KEY)),
  },
  {
    ...rotation,
    name: 'keys that are of no use beside the good one',
    begin: publishes(secret, elliptic, jwk(KEY, { n: '' }), jwk(OTHER_KEY, { use: 'enc' }), jwk(KEY)),
    token: ours,
  },
  {
    ...rotation,
    name: 'none: somebody makes up a `kid` in each call',
    begin: () => {},
    token: turn(ours, begin, madeUp),
  },
];

const session = justMade(KEY);
const OFFSETS = { 'an hour ahead': HOUR, 'a day ahead': DAY, 'an hour behind': -HOUR, 'a day behind': -DAY };

/** The clock of the function is wrong for ten minutes, and then right again. */
export const CLOCKS: Scenario[] = Object.entries(OFFSETS).flatMap(([name, ahead]) => {
  const wrong = { token: session, begin: sets(ahead), end: sets(0) };
  return [
    { ...wrong, name, lasts: [WARM, 10 * MINUTE] },
    { ...wrong, name: `${name} when the function starts, and Clerk down`, ...whileDown(ahead, 0) },
    { ...wrong, name: `${name}, and Clerk down`, ...whileDown(ahead, WARM) },
    {
      ...wrong,
      name: `${name}, and then another key under the same \`kid\``,
      lasts: [WARM, 10 * MINUTE],
      end: both(sets(0), publishes(jwk(OTHER_KEY))),
      token: turn(session, 10 * MINUTE, justMade(OTHER_KEY)),
    },
  ] satisfies Scenario[];
});

function whileDown(ahead: number, begin: number): Pick<Scenario, 'lasts' | 'begin' | 'end'> {
  return {
    lasts: [begin, 10 * MINUTE],
    begin: both(sets(ahead), breaks('refuses connections')),
    end: both(sets(0), publishes(jwk(KEY))),
  };
}

function sets(ahead: number) {
  return (world: World) => {
    world.ahead = ahead;
  };
}

function both(...changes: ((world: World) => void)[]) {
  return (world: World) => {
    for (const change of changes) change(world);
  };
}
