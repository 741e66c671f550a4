import { createHash, generateKeyPairSync } from 'node:crypto';
import { encode, HEADER, newKey, OTHER_KEY, sessionClaims } from '../../unit/support/handler';
import type { Attack } from './attack-group';
import { signedParts, VICTIM } from './valid-token';

/** Short enough that its public part fits into a header of the length that is read. */
const MALLORY = newKey(512);
const CURVE = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });

const der = MALLORY.publicKey.export({ format: 'der', type: 'spki' });
const x5t = createHash('sha1').update(der).digest('base64url');

/** Headers that say where the key is, or that bring it along. `url` is a server of the attacker's, with that key. */
const headers = (url: string): Record<string, object> => ({
  'a key in jwk': { jwk: MALLORY.jwk },
  'a key in jwk, with its kid': { jwk: { ...MALLORY.jwk, kid: HEADER.kid, use: 'sig', alg: 'RS256' } },
  'a key of another type in jwk': { jwk: CURVE },
  'a key in jwk that has to be understood': { jwk: {}, crit: ['jwk'] },
  jku: { jku: `${url}/jwks.json` },
  'jku with the issuer before an @': { jku: `https://clerk.example.com@${url.slice(7)}/jwks.json` },
  'jku with the issuer in its fragment': { jku: `${url}/jwks.json#https://clerk.example.com` },
  'jku of a file': { jku: 'file:///proc/self/environ' },
  'jku as data': { jku: `data:application/json,${JSON.stringify({ keys: [] })}` },
  x5u: { x5u: `${url}/certificate.pem` },
  x5c: { x5c: [der.toString('base64')] },
  x5t: { x5t },
  'x5t#S256': { 'x5t#S256': createHash('sha256').update(der).digest('base64url') },
  'an issuer in the header': { iss: url },
  'keys in the header': { keys: [MALLORY.jwk] },
});

const KIDS: Record<string, (url: string) => unknown> = {
  'that is a URL': (url) => `${url}/jwks.json`,
  'that leaves the folder': () => '../../../../../../dev/null',
  'that leaves the folder, encoded': () => '..%2f..%2f..%2fdev%2fnull',
  'that is a file': () => '/proc/sys/kernel/randomize_va_space',
  'that is a file URL': () => 'file:///dev/null',
  'that is SQL': () => "x' UNION SELECT 'secret'--",
  'that is a command': () => 'x|/usr/bin/sleep 5;`sleep 5`;$(sleep 5)',
  'that is a template': () => `\${jndi:ldap://127.0.0.1/x}`,
  'with a zero byte': () => `${HEADER.kid}\0`,
  'with a line break': () => `${HEADER.kid}\r\nHost: 127.0.0.1`,
  'in other letters': () => HEADER.kid.toUpperCase(),
  'that is empty': () => '',
  'that is in every object': () => '__proto__',
  'that is a function of every object': () => 'constructor',
  'that is a number of a list': () => '0',
  'that is an algorithm': () => 'none',
  'that is a wildcard': () => '*',
};

/** Signed with a key of the attacker's own. */
export function keyInjections(url: string): Attack[] {
  const sign = (changes: object, claims: object = VICTIM) =>
    signedParts(encode({ ...HEADER, ...changes }), encode(claims), MALLORY.privateKey);
  const injected = Object.entries(headers(url)).map(([name, changes]) => ({
    name,
    token: sign(changes),
    reason: 'crit' in changes ? ('token-invalid' as const) : ('token-invalid-signature' as const),
  }));
  const kids = Object.entries(KIDS).map(([name, kid]) => ({
    name: `a kid ${name}`,
    token: sign({ kid: kid(url) }),
    reason: 'token-invalid-signature' as const,
  }));
  const noText = [null, 0, false, [HEADER.kid], { kid: HEADER.kid }].map((kid) => ({
    name: `a kid that is ${JSON.stringify(kid)}`,
    token: sign({ kid }),
    reason: 'token-invalid' as const,
  }));
  const whole = encode({ ...HEADER, jwk: OTHER_KEY.jwk });
  return [
    ...injected,
    ...kids,
    ...noText,
    {
      name: 'a whole key in jwk',
      token: signedParts(whole, encode(VICTIM), OTHER_KEY.privateKey),
      reason: 'token-invalid',
    },
    { name: 'an issuer of their own', token: sign({}, sessionClaims({ iss: url })), reason: 'token-invalid-signature' },
  ];
}
