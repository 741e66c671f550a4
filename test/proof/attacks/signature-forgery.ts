import { constants, createHash, generateKeyPairSync, type KeyObject, privateEncrypt, sign } from 'node:crypto';
import { encode, HEADER, KEY, mint, OTHER_KEY, sessionClaims, type TestKey } from '../../unit/support/handler';
import type { Attack } from './attack-group';
import { cubeRootOfHead, cubeRootOfTail, fromNumber, toNumber } from './big-integers';
import { GOOD, GOOD_HEADER, GOOD_INPUT, GOOD_PAYLOAD, VICTIM } from './valid-token';

const BYTES = 256;
const N = toNumber(Buffer.from(KEY.jwk.n, 'base64url'));

/** The DER prefix of a SHA-256 hash in PKCS #1 (`DigestInfo`). */
const DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');
const hashOf = (input: string) => createHash('sha256').update(input).digest();
const digestInfo = (input: string) => Buffer.concat([DIGEST_INFO, hashOf(input)]);

const signatureOf = (token: string) => Buffer.from(token.split('.')[2], 'base64url');
const withSignature = (signature: Uint8Array, input = GOOD_INPUT) =>
  `${input}.${Buffer.from(signature).toString('base64url')}`;

/** Signs with PKCS #1 padding around arbitrary bytes. */
const padded = (bytes: Buffer, key = KEY.privateKey) =>
  privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, bytes);
/** Signs a whole block without adding padding. */
const raw = (block: Buffer) => privateEncrypt({ key: KEY.privateKey, padding: constants.RSA_NO_PADDING }, block);
const block = (head: Buffer, fill: number, tail: Buffer) =>
  Buffer.concat([head, Buffer.alloc(BYTES - head.length - tail.length, fill), tail]);
const pss = (saltLength: number) =>
  sign('sha256', Buffer.from(GOOD_INPUT), {
    key: KEY.privateKey,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength,
  });
const hashed = (algorithm: string, input = GOOD_INPUT) => sign(algorithm, Buffer.from(input), KEY.privateKey);

const S = toNumber(signatureOf(GOOD));
const START = Buffer.from([0, 1]);
const INFO = digestInfo(GOOD_INPUT);
const NUL = Buffer.from([0]);
const withoutNull = Buffer.concat([
  Buffer.from('302f300b0609608648016503040201', 'hex'),
  Buffer.from([4, 32]),
  hashOf(GOOD_INPUT),
]);

const SIGNATURES: Record<string, Uint8Array> = {
  'one byte of zero': Buffer.alloc(1),
  'all zeros': Buffer.alloc(BYTES),
  'all ones': Buffer.alloc(BYTES, 255),
  one: fromNumber(1n, BYTES),
  'n - 1': fromNumber(N - 1n, BYTES),
  n: fromNumber(N, BYTES),
  'n + 1': fromNumber(N + 1n, BYTES),
  'n - s': fromNumber(N - S, BYTES),
  's + n in one byte more': fromNumber(S + N, BYTES + 1),
  's + 2n': fromNumber(S + 2n * N, BYTES + 1),
  'without its first byte': signatureOf(GOOD).subarray(1),
  'without its last byte': signatureOf(GOOD).subarray(0, -1),
  'a zero before it': Buffer.concat([NUL, signatureOf(GOOD)]),
  'a zero after it': Buffer.concat([signatureOf(GOOD), NUL]),
  'itself twice': Buffer.concat([signatureOf(GOOD), signatureOf(GOOD)]),
  'its bytes in reverse': Buffer.from(signatureOf(GOOD)).reverse(),
  'a DER wrapping': Buffer.concat([Buffer.from('04820100', 'hex'), signatureOf(GOOD)]),
  'its hexadecimal digits': Buffer.from(signatureOf(GOOD).toString('hex')),
  'its base64url once more': Buffer.from(signatureOf(GOOD).toString('base64url')),
  'its first bit flipped': flipped(0),
  'its last bit flipped': flipped(BYTES * 8 - 1),
  'a signature of another token': signatureOf(mint(sessionClaims({ sub: 'user_attacker' }))),
  'a signature of the payload alone': hashed('RSA-SHA256', GOOD_PAYLOAD),
  'a signature of the decoded text': hashed('RSA-SHA256', JSON.stringify(VICTIM)),
  'a signature of its hash': hashed('RSA-SHA256', hashOf(GOOD_INPUT).toString('latin1')),
  'PSS with a salt of 32': pss(32),
  'PSS without a salt': pss(0),
  'PSS with the longest salt': pss(constants.RSA_PSS_SALTLEN_MAX_SIGN),
  MD5: hashed('RSA-MD5'),
  'SHA-1': hashed('RSA-SHA1'),
  'SHA-224': hashed('RSA-SHA224'),
  'SHA-384': hashed('RSA-SHA384'),
  'SHA-512': hashed('RSA-SHA512'),
  'SHA-512/256': hashed('RSA-SHA512/256'),
  'SHA3-256': hashed('RSA-SHA3-256'),
  'the hash without DigestInfo': padded(hashOf(GOOD_INPUT)),
  'the hash as hexadecimal': padded(Buffer.from(hashOf(GOOD_INPUT).toString('hex'))),
  'DigestInfo without NULL': padded(withoutNull),
  'DigestInfo of SHA-512 with a SHA-256 hash': padded(Buffer.from(INFO).fill(3, 14, 15)),
  'bytes after the hash': padded(Buffer.concat([INFO, Buffer.from('trailing')])),
  'no padding at all': raw(block(NUL, 0, INFO)),
  'padding of zeros': raw(block(START, 0, Buffer.concat([NUL, INFO]))),
  'padding of an encryption (block type 2)': raw(block(Buffer.from([0, 2]), 255, Buffer.concat([NUL, INFO]))),
  'padding without its end': raw(block(START, 255, INFO)),
  'padding that is too short, arbitrary bytes after the hash': raw(
    block(Buffer.concat([START, Buffer.alloc(8, 255), NUL, INFO]), 0xaa, NUL),
  ),
};

const invalid: Attack[] = Object.entries(SIGNATURES).map(([name, signature]) => ({
  name,
  token: withSignature(signature),
  reason: 'token-invalid-signature',
}));

/** Forgeries that only work for some tokens. */
const searched: Attack[] = [
  {
    name: 's + n in as many bytes',
    token: search((token) => {
      const sum = toNumber(signatureOf(token)) + N;
      return sum < 1n << BigInt(BYTES * 8) ? withSignature(fromNumber(sum, BYTES), inputOf(token)) : undefined;
    }),
    reason: 'token-invalid-signature',
  },
  {
    name: 'without a leading zero',
    token: search((token) => {
      const signature = signatureOf(token);
      return signature[0] === 0 ? withSignature(signature.subarray(1), inputOf(token)) : undefined;
    }),
    reason: 'token-invalid-signature',
  },
];

/**
 * Signatures that are forged without the private key, for a key with the exponent 3 and a verifier that does not check the
 * whole block.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8017#section-8.2.2
 */
const CUBE = cubicKey();
const forged = (name: string, make: (input: string) => Buffer | undefined): Attack => ({
  name,
  token: search((token) => {
    const signature = make(inputOf(token));
    return signature && withSignature(signature, inputOf(token));
  }),
  reason: 'token-invalid-signature',
  policy: { keys: [CUBE.jwk] },
  control: mint(VICTIM, HEADER, CUBE.privateKey),
});

const cubes: Attack[] = [
  forged('e = 3, arbitrary bytes after the hash', (input) =>
    cubeRootOfHead(Buffer.concat([START, Buffer.alloc(8, 255), NUL, digestInfo(input)]), BYTES),
  ),
  forged('e = 3, arbitrary bytes in the padding', (input) =>
    cubeRootOfTail(Buffer.from([0, 1, 255, 255]), Buffer.concat([NUL, digestInfo(input)]), BYTES),
  ),
  forged('e = 3, the cube of one', () => fromNumber(1n, BYTES)),
];

export const forgedSignatures: Attack[] = [
  ...invalid,
  ...searched,
  ...cubes,
  {
    name: 'signed with another key',
    token: mint(VICTIM, HEADER, OTHER_KEY.privateKey),
    reason: 'token-invalid-signature',
  },
  { name: 'no signature', token: `${GOOD_INPUT}.`, reason: 'token-invalid' },
  {
    name: 'another header',
    token: GOOD.replace(GOOD_HEADER, encode({ ...HEADER, x: 1 })),
    reason: 'token-invalid-signature',
  },
];

function flipped(bit: number): Buffer {
  const signature = signatureOf(GOOD);
  signature[bit >> 3] ^= 128 >> (bit & 7);
  return signature;
}

function inputOf(token: string): string {
  return token.slice(0, token.lastIndexOf('.'));
}

function search(make: (token: string) => string | undefined): string {
  for (let jti = 0; ; jti++) {
    const found = make(mint({ ...VICTIM, jti }));
    if (found) return found;
  }
}

function cubicKey(): TestKey {
  const pair = generateKeyPairSync('rsa', { modulusLength: BYTES * 8, publicExponent: 3 });
  const { n, e } = pair.publicKey.export({ format: 'jwk' }) as { n: string; e: string };
  return { ...(pair as { privateKey: KeyObject; publicKey: KeyObject }), jwk: { kty: 'RSA', n, e } };
}
