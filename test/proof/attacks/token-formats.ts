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

const withHeader = (changes: object) => signedParts(headerWith(changes), GOOD_PAYLOAD);
const flattened = { payload: GOOD_PAYLOAD, protected: GOOD_HEADER, signature: GOOD_SIGNATURE };
const zipped = deflateRawSync(JSON.stringify(VICTIM));
const compressed = Buffer.from(JSON.stringify({ ...HEADER, zip: 'DEF' }));
const encryption = encode({ alg: 'dir', enc: 'A256GCM' });

/** Other formats than the compact JWS of a claims set. Where there is a signature, it is made with Clerk's key. */
export const otherFormats: Attack[] = [
  { name: 'crit that names a known parameter', token: withHeader({ crit: ['alg'] }), reason: 'token-invalid' },
  { name: 'crit that names an unknown parameter', token: withHeader({ crit: ['x'], x: 1 }), reason: 'token-invalid' },
  { name: 'crit that names nothing', token: withHeader({ crit: [] }), reason: 'token-invalid' },
  { name: 'crit that is null', token: withHeader({ crit: null }), reason: 'token-invalid' },
  { name: 'crit that is a string', token: withHeader({ crit: 'b64' }), reason: 'token-invalid' },
  { name: 'crit and b64', token: withHeader({ crit: ['b64'], b64: false }), reason: 'token-invalid' },
  { name: 'b64 false', token: withHeader({ b64: false }), reason: 'token-invalid' },
  { name: 'b64 true', token: withHeader({ b64: true }), reason: 'token-invalid' },
  {
    name: 'an unencoded payload (RFC 7797)',
    token: signedParts(headerWith({ b64: false, crit: ['b64'] }), JSON.stringify(VICTIM).replace(/[.,]/g, ' ')),
    reason: 'token-invalid',
  },
  {
    name: 'an unencoded payload without b64 in the header',
    token: signedParts(GOOD_HEADER, '{"sub":"user_victim"}'),
    reason: 'token-invalid',
  },
  { name: 'a compressed payload', token: signedBytes(zipped, compressed), reason: 'token-invalid' },
  { name: 'a compressed payload without zip in the header', token: signedBytes(zipped), reason: 'token-invalid' },
  { name: 'a nested token', token: mint(GOOD, { ...HEADER, cty: 'JWT' }), reason: 'token-invalid' },
  {
    name: 'a nested token, as a JSON string',
    token: mint(JSON.stringify(GOOD), { ...HEADER, cty: 'JWT' }),
    reason: 'token-invalid',
  },
  { name: 'a nested token without cty', token: mint(GOOD, HEADER), reason: 'token-invalid' },
  { name: 'a token that is base64url-encoded once more', token: encode(GOOD), reason: 'token-invalid' },
  {
    name: 'a JWE',
    token: `${encryption}..${GOOD_HEADER}.${GOOD_PAYLOAD}.${GOOD_SIGNATURE}`,
    reason: 'token-invalid',
  },
  {
    name: 'a JWE with the header of a JWS',
    token: `${GOOD_HEADER}..${GOOD_HEADER}.${GOOD_PAYLOAD}.${GOOD_SIGNATURE}`,
    reason: 'token-invalid',
  },
  {
    name: 'three parts of a JWE',
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
  { name: 'an empty payload with a valid signature', token: signedParts(GOOD_HEADER, ''), reason: 'token-invalid' },
  { name: 'an empty header with a valid signature', token: signedParts('', GOOD_PAYLOAD), reason: 'token-invalid' },
  {
    name: 'selective disclosure (SD-JWT)',
    token: `${GOOD}~${encode(['salt', 'role', 'admin'])}~`,
    reason: 'token-invalid',
  },
  { name: 'two tokens in a row', token: `${GOOD}.${GOOD}`, reason: 'token-invalid' },
  { name: 'two tokens without a separator', token: GOOD + GOOD, reason: 'token-invalid' },
  {
    name: 'the parts in another order',
    token: `${GOOD_PAYLOAD}.${GOOD_HEADER}.${GOOD_SIGNATURE}`,
    reason: 'token-invalid-algorithm',
  },
  { name: 'another separator', token: GOOD.replaceAll('.', ':'), reason: 'token-invalid' },
  { name: 'a Unicode full stop', token: GOOD.replaceAll('.', '\uff0e'), reason: 'token-invalid' },
  { name: 'an encoded full stop', token: GOOD.replaceAll('.', '%2E'), reason: 'token-invalid' },
  { name: 'another kind of JWT', token: withHeader({ typ: 'dpop+jwt' }), reason: 'token-invalid' },
  { name: 'a logout token', token: withHeader({ typ: 'logout+jwt' }), reason: 'token-invalid' },
  { name: 'typ with a parameter', token: withHeader({ typ: 'JWT; charset=utf-8' }), reason: 'token-invalid' },
  { name: 'typ of an access token', token: withHeader({ typ: 'at+jwt' }), reason: 'token-type-mismatch' },
  { name: 'a list of types', token: withHeader({ typ: ['JWT'] }), reason: 'token-invalid' },
  { name: 'a list of categories', token: withHeader({ cat: [HEADER.cat] }), reason: 'token-type-mismatch' },
  { name: 'a category with a space', token: withHeader({ cat: `${HEADER.cat} ` }), reason: 'token-type-mismatch' },
];
