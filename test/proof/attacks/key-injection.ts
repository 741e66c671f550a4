import { createHash, generateKeyPairSync } from 'node:crypto';
import { encode, HEADER, newKey, OTHER_KEY, sessionClaims } from '../../unit/support/handler';
import type { Attack } from './attack-group';
import { signedParts, VICTIM } from './valid-token';

/** The key of the attacker. 512 bits, so that the public key fits into the accepted length of a header. */
const ATTACKER_KEY = newKey(512);
const CURVE = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });

const der = ATTACKER_KEY.publicKey.export({ format: 'der', type: 'spki' });
const x5t = createHash('sha1').update(der).digest('base64url');

/** Header parameters that contain a key or its URL. `url` is a server of the attacker. */
const headers = (url: string): Record<string, object> => ({
  'a key in jwk': { jwk: ATTACKER_KEY.jwk },
  'a key in jwk, with its kid': { jwk: { ...ATTACKER_KEY.jwk, kid: HEADER.kid, use: 'sig', alg: 'RS256' } },
  'a key of another type in jwk': { jwk: CURVE },
  'a key in jwk that is critical': { jwk: {}, crit: ['jwk'] },
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
  'keys in the header': { keys: [ATTACKER_KEY.jwk] },
});

const KIDS: Record<string, (url: string) => unknown> = {
  'that is a URL': (url) => `${url}/jwks.json`,
  'with a path traversal': () => '../../../../../../dev/null',
  'with an encoded path traversal': () => '..%2f..%2f..%2fdev%2fnull',
  'that is a file path': () => '/proc/sys/kernel/randomize_va_space',
  'that is a file URL': () => 'file:///dev/null',
  'with an SQL injection': () => "x' UNION SELECT 'secret'--",
  'with a command injection': () => 'x|/usr/bin/sleep 5;`sleep 5`;$(sleep 5)',
  'with a template injection': () => `\${jndi:ldap://127.0.0.1/x}`,
  'with a NUL byte': () => `${HEADER.kid}\0`,
  'with a line break': () => `${HEADER.kid}\r\nHost: 127.0.0.1`,
  'in upper case': () => HEADER.kid.toUpperCase(),
  'that is empty': () => '',
  'that every object inherits': () => '__proto__',
  'that is an inherited function': () => 'constructor',
  'that is an array index': () => '0',
  'that is an algorithm': () => 'none',
  'that is a wildcard': () => '*',
};

/** Returns tokens that are signed with the key of the attacker. */
export function keyInjections(url: string): Attack[] {
  const sign = (changes: object, claims: object = VICTIM) =>
    signedParts(encode({ ...HEADER, ...changes }), encode(claims), ATTACKER_KEY.privateKey);
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
  const nonStrings = [null, 0, false, [HEADER.kid], { kid: HEADER.kid }].map((kid) => ({
    name: `a kid that is ${JSON.stringify(kid)}`,
    token: sign({ kid }),
    reason: 'token-invalid' as const,
  }));
  const whole = encode({ ...HEADER, jwk: OTHER_KEY.jwk });
  return [
    ...injected,
    ...kids,
    ...nonStrings,
    {
      name: 'a key of 2048 bits in jwk',
      token: signedParts(whole, encode(VICTIM), OTHER_KEY.privateKey),
      reason: 'token-invalid',
    },
    {
      name: 'the issuer is a server of the attacker',
      token: sign({}, sessionClaims({ iss: url })),
      reason: 'token-invalid-signature',
    },
  ];
}
