import { deflateRawSync } from 'node:zlib';
import { encode, HEADER, mint } from '../../unit/support/handler';
import type { Attack } from './attack-group';
import {
  GOOD,
  GOOD_HEADER,
  GOOD_PAYLOAD,
  GOOD_SIGNATURE,
  headerWith,
  signedBytes,
  signedParts,
  VICTIM,
} from './valid-token';

const said = (changes: object) => signedParts(headerWith(changes), GOOD_PAYLOAD);
const flattened = { payload: GOOD_PAYLOAD, protected: GOOD_HEADER, signature: GOOD_SIGNATURE };
const zipped = deflateRawSync(JSON.stringify(VICTIM));
const compressed = Buffer.from(JSON.stringify({ ...HEADER, zip: 'DEF' }));
const encryption = encode({ alg: 'dir', enc: 'A256GCM' });

/** Other things than a compact JWS of claims; what carries a signature has it from Clerk's key. */
export const forms: Attack[] = [
  { name: 'crit that names a known parameter', token: said({ crit: ['alg'] }), reason: 'token-invalid' },
  { name: 'crit that names an unknown parameter', token: said({ crit: ['x'], x: 1 }), reason: 'token-invalid' },
  { name: 'crit that names nothing', token: said({ crit: [] }), reason: 'token-invalid' },
  { name: 'crit that is null', token: said({ crit: null }), reason: 'token-invalid' },
  { name: 'crit that is text', token: said({ crit: 'b64' }), reason: 'token-invalid' },
  { name: 'crit and b64', token: said({ crit: ['b64'], b64: false }), reason: 'token-invalid' },
  { name: 'b64 false', token: said({ b64: false }), reason: 'token-invalid' },
  { name: 'b64 true', token: said({ b64: true }), reason: 'token-invalid' },
  {
    name: 'a payload that is not encoded',
    token: signedParts(headerWith({ b64: false, crit: ['b64'] }), JSON.stringify(VICTIM).replace(/[.,]/g, ' ')),
    reason: 'authorization-scheme',
  },
  {
    name: 'a payload that is not encoded, and does not say so',
    token: signedParts(GOOD_HEADER, '{"sub":"user_victim"}'),
    reason: 'token-invalid',
  },
  { name: 'a compressed payload', token: signedBytes(zipped, compressed), reason: 'token-invalid' },
  { name: 'a compressed payload that does not say so', token: signedBytes(zipped), reason: 'token-invalid' },
  { name: 'a token in a token', token: mint(GOOD, { ...HEADER, cty: 'JWT' }), reason: 'token-invalid' },
  {
    name: 'a token in a token, as JSON',
    token: mint(JSON.stringify(GOOD), { ...HEADER, cty: 'JWT' }),
    reason: 'token-invalid',
  },
  { name: 'an encoded token in a token', token: mint(GOOD, HEADER), reason: 'token-invalid' },
  { name: 'a token that is encoded once more', token: encode(GOOD), reason: 'token-invalid' },
  {
    name: 'an encrypted token',
    token: `${encryption}..${GOOD_HEADER}.${GOOD_PAYLOAD}.${GOOD_SIGNATURE}`,
    reason: 'token-invalid',
  },
  {
    name: 'an encrypted token with our header',
    token: `${GOOD_HEADER}..${GOOD_HEADER}.${GOOD_PAYLOAD}.${GOOD_SIGNATURE}`,
    reason: 'token-invalid',
  },
  {
    name: 'three parts of an encrypted token',
    token: `${encryption}.${GOOD_PAYLOAD}.${GOOD_SIGNATURE}`,
    reason: 'token-invalid-algorithm',
  },
  { name: 'JSON serialization, flattened', token: JSON.stringify(flattened), reason: 'authorization-ambiguous' },
  { name: 'JSON serialization, encoded', token: encode(flattened), reason: 'token-invalid' },
  {
    name: 'JSON serialization of one signature, without a comma',
    token: JSON.stringify({ signature: GOOD }),
    reason: 'token-invalid',
  },
  { name: 'a detached payload', token: `${GOOD_HEADER}..${GOOD_SIGNATURE}`, reason: 'token-invalid-signature' },
  { name: 'a detached payload that is signed so', token: signedParts(GOOD_HEADER, ''), reason: 'token-invalid' },
  { name: 'a detached header', token: signedParts('', GOOD_PAYLOAD), reason: 'token-invalid' },
  { name: 'selective disclosure', token: `${GOOD}~${encode(['salt', 'role', 'admin'])}~`, reason: 'token-invalid' },
  { name: 'two tokens in a row', token: `${GOOD}.${GOOD}`, reason: 'token-invalid' },
  { name: 'two tokens in one word', token: GOOD + GOOD, reason: 'token-invalid' },
  {
    name: 'the parts in another order',
    token: `${GOOD_PAYLOAD}.${GOOD_HEADER}.${GOOD_SIGNATURE}`,
    reason: 'token-invalid-algorithm',
  },
  { name: 'another separator', token: GOOD.replaceAll('.', ':'), reason: 'token-invalid' },
  { name: 'a Unicode full stop', token: GOOD.replaceAll('.', '\uff0e'), reason: 'token-invalid' },
  { name: 'an encoded full stop', token: GOOD.replaceAll('.', '%2E'), reason: 'token-invalid' },
  { name: 'another kind of JWT', token: said({ typ: 'dpop+jwt' }), reason: 'token-invalid' },
  { name: 'a logout token', token: said({ typ: 'logout+jwt' }), reason: 'token-invalid' },
  { name: 'typ with a parameter', token: said({ typ: 'JWT; charset=utf-8' }), reason: 'token-invalid' },
  { name: 'typ of an access token', token: said({ typ: 'at+jwt' }), reason: 'token-type-mismatch' },
  { name: 'a list of types', token: said({ typ: ['JWT'] }), reason: 'token-invalid' },
  { name: 'a list of categories', token: said({ cat: [HEADER.cat] }), reason: 'token-type-mismatch' },
  { name: 'a category with a space', token: said({ cat: `${HEADER.cat} ` }), reason: 'token-type-mismatch' },
];
