import { CATEGORY, ISSUER, NOW } from '../../unit/support/handler';
import { CLIENT, PARTIES } from './token-templates';

/** JSON values of every type, empty and not, and `NaN`, which is not JSON. */
export const ANY_TYPE = [
  ...['null', 'true', 'false', '0', '-1', '1.5', '1e999', '[]', '[null]', '["x"]', '{}', '{"x":1}', 'NaN'],
  ...['""', '" "', '"x"', '"null"', '"NaN"', '"\\u0000"', '"__proto__"', `"${'x'.repeat(3000)}"`],
];

/** Both limits of a tolerance of five seconds, the fractions around them, and numbers that are not valid times. */
const times = [
  ...[-7, -6, -5, -4, 0, 4, 5, 6, 7, 60].map((second) => String(NOW + second)),
  ...[-5.999, -5.5, -5.001, -4.999, -4.5, -4.001, 4.999, 5.001, 5.5, 5.999].map((second) => String(NOW + second)),
  ...[String(NOW + 5 + 2 ** -22), String(NOW - 5 - 2 ** -22), String(NOW - 5 + 2 ** -22), `${NOW + 4}.0e0`, `-${NOW}`],
  ...['8640000000000', '8640000000001', '-8640000000001', '1e15', '-1e15', '9007199254740993', '1e300', '-1e300'],
  ...['1e999', '-1e999', '-0', '1e-999', String(NOW * 1000), `"${NOW + 5}"`, `[${NOW}]`, `{"value":${NOW}}`],
];

const json = (...values: unknown[]) => values.map((value) => JSON.stringify(value));

/** Almost valid values as JSON, for each header parameter that a verifier may read. */
export const HEADER_VALUES: Record<string, string[]> = {
  alg: json('RS256', 'RS384', 'RS512', 'PS256', 'ES256', 'HS256', 'none', 'rs256', 'RS256 ', ['RS256']),
  typ: json('JWT', 'jwt', 'at+jwt', 'application/at+jwt', 'AT+JWT', 'application/jwt', 'JOSE', ['JWT']),
  kid: json('ins_1', 'ins_2', '../ins_1', ['ins_1']),
  cat: json(...Object.values(CATEGORY), 'cl_I7d4PD111III', 'cl_B7d4PD444AAA', CATEGORY.m2m.toLowerCase()),
  crit: json(['exp'], ['b64'], ['alg'], [], ['b64', 'b64']),
  b64: json(true, false),
  unknown: [],
};

/** Almost valid values as JSON, for each claim that a verifier may read. */
export const CLAIM_VALUES: Record<string, string[]> = {
  iss: [
    ...json(ISSUER, `${ISSUER}/`, ` ${ISSUER}`, ISSUER.toUpperCase(), ISSUER.replace('s:', ':'), [ISSUER]),
    `"${ISSUER.replaceAll('/', '\\/')}"`,
  ],
  sub: json('user_1', 'user_', 'mch_1', 'org_1', 'User_1', ' user_1', ['user_1']),
  sid: json('sess_1', 'x', '', null, ['sess_1']),
  aud: json(
    ...['api', 'other', 'API', 'api ', CLIENT],
    ...[['api'], ['other', 'api'], ['other'], ['api', 1], ['api', null], [['api']], ['', 'api'], [''], { api: true }],
  ),
  azp: json(...PARTIES, `${PARTIES[0]}/`, PARTIES[0].toUpperCase(), 'https://evil.example.com', PARTIES, '', null),
  exp: times,
  nbf: times,
  iat: times,
  sts: json('active', 'pending', 'expired', 'Active', ['active']),
  act: json({ sub: 'user_2' }, { sub: 'user_2', iss: ISSUER }),
  v: json(1, 2, 3, '2'),
  client_id: json(CLIENT, 'api', 'other', [CLIENT]),
  o: json({ id: 'org_1' }, { id: 'org_1', rol: 'admin', per: 'read', fpm: '1' }),
  fea: json('o:teams', 'teams'),
  org_id: json('org_1'),
  ['__proto__']: json({ iss: ISSUER, sub: 'user_1', exp: NOW + 60, aud: 'api' }),
};
