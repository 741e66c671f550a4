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

test('the cache holds 200 tokens and evicts the oldest first', async () => {
  const { world, tokenOf, ask } = await newFunction();
  const tokens = Array.from({ length: 201 }, (_, index) => tokenOf(index + 1));
  for (const token of tokens) await ask(token);
  world.key = OTHER_KEY;
  world.seconds += 10;
  expect(await ask(tokens[0] ?? '')).toBe('token-invalid-signature');
  expect(await ask(tokens[1] ?? '')).toBe('user_2');
  expect(await ask(tokens[200] ?? '')).toBe('user_201');
});

test('a cached token must still meet the rule of another route', async () => {
  const { handle } = newHandler(
    policy({ routes: { 'GET /me': 'signedIn', 'GET /admin': { op: 'hasRole', role: 'org:admin' } } }),
  );
  const token = mint();
  expect(await handle(event(token, 'GET /me'))).toMatchObject({ isAuthorized: true });
  expect(await handle(event(token, 'GET /admin'))).toMatchObject({ isAuthorized: false });
});
