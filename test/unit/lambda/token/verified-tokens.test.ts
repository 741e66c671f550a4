import { expect, test } from 'vitest';
import { event, KEY, mint, NOW, newHandler, OTHER_KEY, policy, sessionClaims } from '../../support/handler';

/** Creates a function whose JWKS can be replaced without its notice: a token that is verified again is then refused. */
async function newFunction() {
  const world = { seconds: 0, key: KEY };
  const { handle } = newHandler(policy({ keys: undefined }), {
    now: () => (NOW + world.seconds) * 1000,
    download: async () => JSON.stringify({ keys: [{ ...world.key.jwk, kid: 'ins_1' }] }),
  });
  const tokenOf = (user: number, lifetime = 1000) =>
    mint(sessionClaims({ sub: `user_${user}`, exp: NOW + lifetime, nbf: NOW, iat: NOW }));
  const ask = async (token: string) => {
    const { isAuthorized, context } = await handle(event(token));
    return isAuthorized ? context.userId : context.reason;
  };
  await ask(tokenOf(0)); // the keys are loaded, for five minutes
  world.seconds = 299;
  return { world, tokenOf, ask };
}

test('a token is verified once a minute', async () => {
  const { world, tokenOf, ask } = await newFunction();
  const token = tokenOf(1);
  expect(await ask(token)).toBe('user_1');
  world.key = OTHER_KEY;
  world.seconds += 59;
  expect(await ask(tokenOf(2))).toBe('token-invalid-signature');
  expect(await ask(token)).toBe('user_1');
  world.seconds += 1;
  expect(await ask(token)).toBe('token-invalid-signature');
});

test('the times of a cached token are checked on every request', async () => {
  const { world, tokenOf, ask } = await newFunction();
  const token = tokenOf(1, 310);
  expect(await ask(token)).toBe('user_1');
  world.seconds = 314;
  expect(await ask(token)).toBe('user_1');
  world.seconds = 315;
  expect(await ask(token)).toBe('token-expired');
});

test('a clock that was set back makes it verify again', async () => {
  const { world, tokenOf, ask } = await newFunction();
  const token = tokenOf(1);
  world.seconds = 1000;
  expect(await ask(token)).toBe('user_1');
  world.key = OTHER_KEY;
  await ask(tokenOf(2));
  world.seconds = 1400;
  expect(await ask(tokenOf(2))).toBe('token-invalid-signature');
  world.seconds = 999;
  expect(await ask(token)).toBe('token-invalid-signature');
});

test('the cache holds two generations of 100 tokens and drops the older one', async () => {
  const { world, tokenOf, ask } = await newFunction();
  for (let user = 1; user <= 200; user++) await ask(tokenOf(user)); // user 0 was first
  world.key = OTHER_KEY;
  world.seconds += 10;
  expect(await ask(tokenOf(99))).toBe('token-invalid-signature');
  expect(await ask(tokenOf(100))).toBe('user_100');
  expect(await ask(tokenOf(199))).toBe('user_199');
  expect(await ask(tokenOf(200))).toBe('user_200');
});

test('a token that ends like a cached one is verified', async () => {
  const { tokenOf, ask } = await newFunction();
  const token = tokenOf(1);
  expect(await ask(token)).toBe('user_1');
  const [header, , signature] = token.split('.');
  const [, payload] = tokenOf(2).split('.');
  expect(await ask(`${header}.${payload}.${signature}`)).toBe('token-invalid-signature');
});

test('a token that had to be verified again does not return when the clock is set back', async () => {
  const { world, tokenOf, ask } = await newFunction();
  const tokens = Array.from({ length: 101 }, (_, index) => tokenOf(index + 1)); // the first ones are in the older generation
  for (const token of tokens) await ask(token);
  world.key = OTHER_KEY;
  for (const seconds of [100, 0]) {
    world.seconds = 299 + seconds;
    expect(await ask(tokens[0] as string)).toBe('token-invalid-signature');
    expect(await ask(tokens[100] as string)).toBe('token-invalid-signature');
  }
});

test('a cached token must still meet the rule of another route', async () => {
  const { handle } = newHandler(
    policy({ routes: { 'GET /me': 'signedIn', 'GET /admin': { op: 'hasRole', role: 'org:admin' } } }),
  );
  const token = mint();
  expect(await handle(event(token, 'GET /me'))).toMatchObject({ isAuthorized: true });
  expect(await handle(event(token, 'GET /admin'))).toMatchObject({ isAuthorized: false });
});
