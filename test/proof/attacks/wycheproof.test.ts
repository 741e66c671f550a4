import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createJwksCache } from '../../../lambda/keys/jwks-cache';
import { createFixedKeys, createKeyObject, isSignedBy, type KeySource } from '../../../lambda/keys/keys';
import { Refusal } from '../../../lambda/shared/refusal';
import { parseJws } from '../../../lambda/token/jws';
import type { PolicyKey } from '../../../src/policy/policy-document';
import { event, policy } from '../../unit/support/handler';
import { record } from '../evidence';
import { attempt } from './attempt';

interface Vector {
  readonly tcId: number;
  readonly comment: string;
  readonly result: 'valid' | 'invalid' | 'acceptable';
}

interface JwsVector extends Vector {
  readonly jws: string;
}

interface JwsGroup {
  /** Keys with a secret have no public part. */
  readonly public?: object;
  readonly private: object;
  readonly tests: JwsVector[];
}

interface RsaGroup {
  readonly publicKeyPem: string;
  readonly tests: (Vector & { readonly msg: string; readonly sig: string })[];
}

/** Where Wycheproof and we differ on purpose: what we say instead, and why. */
const DIFFERENCES: Record<string, readonly [verdict: string, why: string]> = {
  'json_web_key_test 7': ['verified', 'a weak key (ROCA) has to be kept out by whoever makes keys, which is Clerk'],
  'json_web_signature_test 372': [
    'token-invalid',
    'base64url with a foreign character has no algorithm to be judged by',
  ],
};

const read = <Group>(file: string): Group[] =>
  JSON.parse(readFileSync(`${__dirname}/../../vectors/wycheproof/${file}.json`, 'utf8')).testGroups;

const jwksOf = (group: JwsGroup): string => {
  const key = group.public ?? group.private;
  return JSON.stringify('keys' in key ? key : { keys: [key] });
};

/** `verified`, or the reason why not: the function's own path up to and including the signature. */
async function verdictOf(token: string, keys: KeySource): Promise<string> {
  try {
    const jws = parseJws(token);
    return (await keys.verifySignature(jws)) ? 'verified' : 'token-invalid-signature';
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
}

function algorithmOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split('.')[0], 'base64url').toString()).alg;
  } catch {
    return undefined;
  }
}

/** What the vector asks of us: to verify it, to say that we do not know its algorithm, or to refuse it for any reason. */
function isAsAsked(verdict: string, { result, jws }: JwsVector, difference?: readonly [string, string]): boolean {
  if (difference) return verdict === difference[0];
  if (result === 'invalid') return verdict !== 'verified';
  return verdict === (algorithmOf(jws) === 'RS256' ? 'verified' : 'token-invalid-algorithm');
}

describe.each(['json_web_signature_test', 'json_web_key_test'])('Wycheproof, %s', (file) => {
  const vectors = read<JwsGroup>(file).flatMap((group) => group.tests.map((vector) => ({ group, vector })));

  test('every vector gets the verdict that it asks for', async () => {
    const verdicts: string[] = [];
    const disagreements: string[] = [];
    for (const { group, vector } of vectors) {
      const keys = createJwksCache('', async () => jwksOf(group), Date.now);
      const verdict = await verdictOf(vector.jws, keys);
      verdicts.push(verdict);
      const { tcId, comment, result } = vector;
      const difference = DIFFERENCES[`${file} ${tcId}`];
      if (!isAsAsked(verdict, vector, difference)) disagreements.push(`${tcId} ${comment}: ${result}, ${verdict}`);
    }
    expect(disagreements).toEqual([]);
    expect(verdicts).toContain('verified'); // or else nothing has been verified
    record({
      section: 'Known attacks',
      what: `Project Wycheproof, ${file}`,
      count: verdicts.length,
      unexplained: disagreements.length,
      remark: Object.entries(DIFFERENCES)
        .filter(([id]) => id.startsWith(file))
        .map(([id, [verdict, why]]) => `vector ${id.split(' ')[1]} on purpose: ${verdict}, ${why}`)
        .join('; '),
    });
  });

  test('no vector is granted, whatever it is worth', async () => {
    for (const { group, vector } of vectors) {
      const document = policy({ keys: undefined, tokenKinds: ['session', 'oauth', 'm2m', 'template'] });
      expect(await attempt(event(vector.jws), document, async () => jwksOf(group))).not.toBe('granted');
    }
  });
});

test('Wycheproof, json_web_signature_test: a key that came as PEM says the same as one of a JWKS', async () => {
  const groups = read<JwsGroup>('json_web_signature_test').filter(({ public: key }) => key && isForUs(key));
  const disagreements: string[] = [];
  for (const group of groups) {
    for (const vector of group.tests) {
      const verdict = await verdictOf(vector.jws, createFixedKeys([group.public as PolicyKey]));
      if (!isAsAsked(verdict, vector)) disagreements.push(`${vector.tcId} ${vector.comment}: ${verdict}`);
    }
  }
  expect(disagreements).toEqual([]);
  expect(groups.length).toBeGreaterThan(1);
});

test('Wycheproof, rsa_signature_2048_sha256_test: every signature gets the verdict that it asks for', () => {
  const disagreements: string[] = [];
  let count = 0;
  for (const { publicKeyPem, tests } of read<RsaGroup>('rsa_signature_2048_sha256_test')) {
    const key = createKeyObject(createPublicKey(publicKeyPem).export({ format: 'jwk' }) as unknown as PolicyKey);
    for (const { tcId, comment, result, msg, sig } of tests) {
      const jws = { signingInput: Buffer.from(msg, 'hex'), signature: Buffer.from(sig, 'hex') };
      const isVerified = isSignedBy(jws as never, key);
      count++;
      // `acceptable` is an old encoding which a library may or may not know; Clerk does not write it.
      if (isVerified !== (result === 'valid')) disagreements.push(`${tcId} ${comment}: ${result}, ${isVerified}`);
    }
  }
  expect(disagreements).toEqual([]);
  record({
    section: 'Known attacks',
    what: 'Project Wycheproof, rsa_signature_2048_sha256_test',
    count,
    unexplained: disagreements.length,
    remark: 'the signature alone, as the function checks it; what is "acceptable" is refused',
  });
});

function isForUs(key: object): boolean {
  const { kty, alg, use } = key as Record<string, unknown>;
  return kty === 'RSA' && alg === 'RS256' && use === 'sig';
}
