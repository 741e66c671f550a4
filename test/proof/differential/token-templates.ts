import { CATEGORY, HEADER, NOW, sessionClaims } from '../../unit/support/handler';
import { type Draft, draft, type Json } from './token';

export const PARTIES = ['https://app.example.com', 'https://www.example.com'];
export const CLIENT = 'client_1';

const { cat, ...bare } = HEADER;
const long = { iat: NOW, nbf: NOW - 10, exp: NOW + 3600 };
const version1 = sessionClaims({ v: undefined, sts: undefined, fva: undefined, org_id: 'org_1', org_role: 'admin' });
const template = sessionClaims({ v: undefined, sid: undefined, fva: undefined, sts: undefined, name: 'Ada' });
const oauth = { ...sessionless('user_1'), jti: 'oat_1', client_id: CLIENT, scope: 'openid profile' };
const machine = { ...sessionless('mch_1'), jti: 'mt_1', aud: 'api' };

/** Header and claims of tokens as Clerk issues them, in their older and newer forms. */
export const TEMPLATES = {
  session: [{ ...bare, cat }, sessionClaims({ o: { id: 'org_1', rol: 'admin' } })],
  'session of version 1': [bare, version1],
  'session of the generic category': [{ ...bare, cat: 'cl_I7d4PD111III' }, sessionClaims({ act: { sub: 'user_2' } })],
  template: [{ ...bare, cat: CATEGORY.template }, template],
  'template without a category': [bare, template],
  'OAuth access token': [{ ...bare, typ: 'at+jwt' }, oauth],
  'OAuth access token for a resource': [
    { ...bare, typ: 'application/at+jwt' },
    { ...oauth, aud: 'api' },
  ],
  machine: [{ ...bare, cat: CATEGORY.m2m }, machine],
  'machine without a category': [bare, machine],
  'OAuth ID token': [bare, { ...oauth, nbf: undefined, jti: undefined, aud: CLIENT }],
} satisfies Record<string, [header: Json, claims: Json]>;

export type TemplateName = keyof typeof TEMPLATES;

export function draftOf(name: TemplateName): Draft {
  const [header, claims] = TEMPLATES[name].map((part) => JSON.parse(JSON.stringify(part)));
  return draft(header, claims);
}

function sessionless(sub: string): Json {
  return { iss: sessionClaims().iss, sub, ...long };
}
