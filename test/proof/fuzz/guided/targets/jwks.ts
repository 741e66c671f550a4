import { checkJwks } from '../../check-jwks';
import { KEY, LEAKED_KEY } from '../../key';
import { KID } from '../../tokens';

const TEST_JWK = { ...KEY, kid: KID, use: 'sig', alg: 'RS256' };

export const title = 'responses of the JWKS endpoint, as text';
export const isAsync = false;
export const seeds = [
  { keys: [TEST_JWK] },
  {
    keys: [
      { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA', kid: KID },
      { ...KEY, kid: KID },
    ],
  },
  {
    keys: [
      { kty: 'oct', k: 'AAAA', kid: KID },
      { ...LEAKED_KEY, kid: KID },
    ],
  },
  { keys: [] },
].map((document) => JSON.stringify(document));
export const dictionary = [
  ...[
    '"keys":',
    '"kty":',
    '"kid":',
    '"use":',
    '"alg":',
    '"n":',
    '"e":',
    '"d":',
    '"x5c":',
    '"key_ops":',
    '"__proto__":',
  ],
  ...['"RSA"', '"EC"', '"oct"', '"sig"', '"enc"', '"RS256"', '"PS256"', '"AQAB"', '"AQ"', '""', '=', '==', '{}', '[]'],
];
export const reached = { count: 0 };

export function fuzz(data: Buffer): void {
  if (checkJwks(data.toString())) reached.count++;
}
