import { describe, expect, test } from 'vitest';
import type { PolicyDocument } from '../../../../src/policy/policy-document';
import { CATEGORY, mint, outcomeOf, policy, sessionClaims } from '../../support/handler';

describe('the kind of a token', () => {
  const bare = { alg: 'RS256', typ: 'JWT', kid: 'ins_1' };
  const sessionless = sessionClaims({ sid: undefined, fva: undefined, sts: undefined, v: undefined });
  const idToken = { ...sessionless, nbf: undefined, azp: undefined };
  const machine = { ...sessionless, sub: 'mch_1', azp: undefined };
  const oauth = { ...sessionless, azp: undefined, client_id: 'client', scope: 'openid' };
  const tokens = {
    session: mint(sessionClaims(), { ...bare, cat: CATEGORY.session }),
    'session without a category': mint(sessionClaims(), bare),
    template: mint(sessionless, { ...bare, cat: CATEGORY.template }),
    'template without a category': mint(sessionless, bare),
    m2m: mint(machine, { ...bare, cat: CATEGORY.m2m }),
    'm2m without a category': mint(machine, bare),
    oauth: mint(oauth, { ...bare, typ: 'at+jwt' }),
    'oauth in long': mint(oauth, { ...bare, typ: 'application/at+jwt' }),
  };

  test.each(Object.entries(tokens))('%s is accepted as this kind only', async (name, token) => {
    const kind = name.split(' ')[0] as PolicyDocument['tokenKinds'][number];
    const others = (['session', 'template', 'm2m', 'oauth'] as const).filter((other) => other !== kind);
    expect(await outcomeOf(token, policy({ tokenKinds: [kind] }))).toBe('granted');
    expect(await outcomeOf(token, policy({ tokenKinds: others }))).toBe('token-type-mismatch');
  });

  test.each([
    ['an OAuth ID token', mint(idToken, bare)],
    ['a session without sid', mint(sessionless, { ...bare, cat: CATEGORY.session })],
    ['a session whose sid is empty', mint(sessionClaims({ sid: '' }), bare)],
    ['a session of a machine', mint({ ...sessionClaims(), sub: 'mch_1' }, { ...bare, cat: CATEGORY.session })],
    ['a machine token of a user', mint(sessionClaims(), { ...bare, cat: CATEGORY.m2m })],
    ['an access token with a category', mint(oauth, { ...bare, typ: 'at+jwt', cat: CATEGORY.session })],
    ['an access token of a machine', mint(machine, { ...bare, typ: 'at+jwt' })],
    ['a token of neither a user nor a machine', mint(sessionClaims({ sub: 'org_1' }), bare)],
  ])('%s is refused as every kind', async (_, token) => {
    const everything = policy({ tokenKinds: ['session', 'template', 'm2m', 'oauth'] });
    expect(await outcomeOf(token, everything)).toBe('token-type-mismatch');
  });

  test.each([
    ['with client_id instead of aud', { aud: undefined, client_id: 'api' }, 'granted'],
    ['with a list as client_id', { aud: undefined, client_id: ['api'] }, 'audience-mismatch'],
    ['with another aud beside client_id', { aud: 'other', client_id: 'api' }, 'audience-mismatch'],
    ['with another client_id', { aud: undefined, client_id: 'other' }, 'audience-mismatch'],
    ['with neither', { aud: undefined, client_id: undefined }, 'audience-missing'],
  ])('the audience of an OAuth token %s', async (_, changes, reason) => {
    const token = mint({ ...oauth, ...changes }, { ...bare, typ: 'at+jwt' });
    expect(await outcomeOf(token, policy({ tokenKinds: ['oauth'] }))).toBe(reason);
  });
});
